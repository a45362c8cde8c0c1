/** The maximum length of a number literal in characters. */
export const MAX_NUMBER_LENGTH = 64;

const SHOWN_LENGTH = 20;

/**
 * The reason why a number literal cannot be stored; undefined if it can. The engines disagree on numbers that are
 * infinite as a double, or zero although they have another digit.
 */
export function findNumberIssue(token: string): string | undefined {
  if (token.length > MAX_NUMBER_LENGTH) {
    const shown = `${token.slice(0, SHOWN_LENGTH)}…`;
    return `the number ${shown} has more than ${MAX_NUMBER_LENGTH} characters; send it as a string`;
  }
  const value = Number(token);
  const isInRange = Number.isFinite(value) && (value !== 0 || !/^-?[0.]*[1-9]/.test(token));
  return isInRange
    ? undefined
    : `the number ${token} is out of a double's range; send it as a string`;
}
