import stringWidth from "string-width";

/** What is shown of a line, in UTF-16 units before and after the place: it fits a terminal of 80 columns. */
const BEFORE = 50;
const AFTER = 24;

/** The line of `text` that holds the place, both counted from 1, and below it a caret under the column. */
export function pointAt(text: string, place: { line: number; column: number }): string {
  const line = (text.split("\n")[place.line - 1] ?? "").replaceAll(/\p{C}/gu, " ");
  const at = place.column - 1;
  const start = Math.max(0, at - BEFORE);
  const before = (start > 0 ? "…" : "") + line.slice(start, at);
  const after = line.slice(at, at + AFTER) + (line.length > at + AFTER ? "…" : "");
  return `  ${before}${after}\n  ${" ".repeat(stringWidth(before))}^`;
}
