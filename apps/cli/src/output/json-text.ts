/** What a terminal may take for a command, or what may show text in another order than it stands in. */
const risky = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/**
 * `value` as JSON on one line. Control characters stand in it as escapes, so that a stranger's data
 * cannot steer the terminal; as JSON it is still value for value the same.
 */
export function toJsonText(value: unknown): string {
  return JSON.stringify(value).replace(risky, escape);
}

/** Text of several lines for people, its control characters as escapes. */
export function toSafeText(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(risky, escape).replace(/[\u0000-\u0009\u000b-\u001f]/g, escape);
}

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
