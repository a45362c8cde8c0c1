import { invalid } from "@roster/contract";
import { ownFields } from "./to-user.js";

/** The columns of a CSV file of users. */
export interface Columns {
  readonly names: readonly string[];
  /** Of the column whose cells are JSON; -1 where each column is a key of data. */
  readonly dataColumn: number;
  /** Whether an empty cell means that there is none. */
  readonly isTime: (name: string) => boolean;
}

/** @throws AppError INVALID for a first line that names no `id`, a column twice, or `data` among keys. */
export function columnsOf(names: readonly string[]): Columns {
  const refuse = (message: string) => invalid([{ path: [], message: `The first line ${message}` }]);
  if (!names.includes("id")) throw refuse(`names no column "id": ${JSON.stringify(names)}`);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw refuse(`names the column ${JSON.stringify(twice)} twice`);
  const dataColumn = names.indexOf("data");
  const own = ownFields(dataColumn !== -1);
  const isTime = (name: string) => own.has(name);
  const other = names.find((name) => name !== "id" && name !== "data" && !isTime(name));
  if (dataColumn !== -1 && other !== undefined) {
    throw refuse(`names "data", which is all data, and ${JSON.stringify(other)} beside it`);
  }
  return { names, dataColumn, isTime };
}
