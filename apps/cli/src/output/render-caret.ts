import stringWidth from "string-width";

/** How much of a line is shown, in UTF-16 units before and after the position, to fit 80 columns. */
const BEFORE = 50;
const AFTER = 24;

/** Shows a line of `text` with a caret below the column. Line and column start at 1. */
export function renderCaret(text: string, position: { line: number; column: number }): string {
  const line = (text.split("\n")[position.line - 1] ?? "").replaceAll(/\p{C}/gu, " ");
  const at = position.column - 1;
  const start = Math.max(0, at - BEFORE);
  const before = (start > 0 ? "…" : "") + line.slice(start, at);
  const after = line.slice(at, at + AFTER) + (line.length > at + AFTER ? "…" : "");
  return `  ${before}${after}\n  ${" ".repeat(stringWidth(before))}^`;
}
