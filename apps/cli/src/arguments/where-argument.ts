import { AppError } from "@roster/contract";
import { parseFilter, type Where } from "@roster/contract/filter";
import { renderCaret } from "../output/render-caret.js";

export const whereFlag = "--where <filter>";
export const whereHelp = "users that match a filter, such as 'data.age >= 18'";

/**
 * Parses the filter of `--where`.
 *
 * @throws AppError INVALID, with the line, the column and a caret under it.
 */
export function readWhereArgument(text: string): Where {
  const read = parseFilter(text);
  if ("where" in read) return read.where;
  const { line, column, message: reason } = read.error;
  const message = `line ${line}, column ${column}: ${reason}`;
  throw new AppError("INVALID", `where: ${message}\n${renderCaret(text, read.error)}`, {
    details: { issues: [{ path: ["where"], message }] },
  });
}
