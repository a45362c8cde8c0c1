/** Why a text can be neither stored nor asked for; nothing for good text. */
export function findStringIssue(text: string): string | undefined {
  if (text.includes("\u0000")) return "U+0000 cannot be stored in text";
  if (!text.isWellFormed()) return "a lone surrogate (half of a character) cannot be stored";
  return undefined;
}
