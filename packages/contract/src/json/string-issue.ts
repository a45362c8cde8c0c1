/** The reason why a string can be neither stored nor searched for; undefined if it can be both. */
export function findStringIssue(text: string): string | undefined {
  if (text.includes("\u0000")) return "must not contain U+0000";
  if (!text.isWellFormed()) return "must not contain a lone surrogate";
  return undefined;
}
