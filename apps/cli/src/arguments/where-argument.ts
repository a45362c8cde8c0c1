import { AppError } from "@roster/contract";
import { parseFilter, type Where } from "@roster/contract/filter";
import { pointAt } from "../output/caret.js";

export const whereFlag = "--where <filter>";
export const whereHelp = "users that a filter finds, such as 'data.age >= 18'";

/**
 * The filter that `--where` gives.
 *
 * @throws AppError INVALID, naming line and column and pointing there.
 */
export function readWhereArgument(text: string): Where {
  const read = parseFilter(text);
  if ("where" in read) return read.where;
  const { line, column, message: reason } = read.problem;
  const message = `line ${line}, column ${column}: ${reason}`;
  throw new AppError("INVALID", `where: ${message}\n${pointAt(text, read.problem)}`, {
    details: { issues: [{ path: ["where"], message }] },
  });
}
