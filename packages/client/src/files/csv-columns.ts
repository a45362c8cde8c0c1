import { isDataPath, parseUserPath } from "@roster/contract";
import { createInvalidError } from "../roster-error.js";
import { timeFields } from "./reserved-fields.js";

/**
 * Where the cells of each column go: `id`, `createdAt`, `updatedAt`; `data` for JSON objects that are all
 * data; a path of data such as `data.address.city`, for texts; or nowhere, by null.
 */
export type CsvColumns = Readonly<
  Record<string, "id" | "createdAt" | "updatedAt" | "data" | `data.${string}` | null>
>;

/** Where one column's cells go: to a field of the user, to the keys of a path of data, or nowhere. */
export type Target =
  "id" | "createdAt" | "updatedAt" | "version" | "data" | readonly string[] | null;

/**
 * The targets of a CSV file's columns, whose names are its first record. A column that `columns` does not
 * name goes where its own name says: `id`, `data`, a time, or else the key of data of this name.
 *
 * @throws RosterError INVALID for columns of which none is the id, or two go to one place.
 */
export function resolveColumns(names: readonly string[], columns: CsvColumns = {}): Target[] {
  const duplicate = names.find((name, index) => names.indexOf(name) !== index);
  if (duplicate !== undefined)
    throw invalidHeader(`names the column ${JSON.stringify(duplicate)} twice`);
  const missing = Object.keys(columns).find((name) => !names.includes(name));
  if (missing !== undefined) throw invalidHeader(`names no column ${JSON.stringify(missing)}`);
  const configured = names.map((name) => configuredTarget(name, columns));
  const hasData = names.some((name, index) => (configured[index] ?? name) === "data");
  const targets = names.map((name, index) => {
    const target = configured[index];
    return target === undefined ? defaultTarget(name, hasData) : target;
  });
  if (!targets.includes("id")) {
    throw invalidHeader(
      `names no column "id", and none was said to be it: ${JSON.stringify(names)}`,
    );
  }
  for (const [index, target] of targets.entries()) {
    const overlapping = targets.findIndex((other, at) => at > index && overlap(target, other));
    if (overlapping !== -1) throw invalidHeader(overlapMessage(names[index], names[overlapping]));
  }
  return targets;
}

const invalidHeader = (message: string) =>
  createInvalidError([{ path: [], message: `The first line ${message}` }]);

function overlapMessage(one = "", other = ""): string {
  const both = `${JSON.stringify(one)} and ${JSON.stringify(other)}`;
  return `names ${both} beside it, which go to the same place`;
}

/** What `columns` says of a column; undefined where it says nothing. */
function configuredTarget(name: string, columns: CsvColumns): Target | undefined {
  const said = Object.hasOwn(columns, name) ? columns[name] : undefined;
  if (said === undefined || said === null || said === "id" || said === "data") return said;
  if (said === "createdAt" || said === "updatedAt") return said;
  const path = parseUserPath(said);
  if ("value" in path && isDataPath(path.value)) return path.value.slice(1);
  throw createInvalidError([
    { path: ["columns", name], message: `${JSON.stringify(said)} is no place in a user` },
  ]);
}

function defaultTarget(name: string, hasData: boolean): Target {
  if (name === "id" || name === "data" || (hasData && name === "version")) return name;
  return timeFields.get(name) ?? [name];
}

/** Whether they would write over each other: `data` is all data, and a path what is below it. */
function overlap(one: Target, other: Target): boolean {
  if (one === null || other === null) return false;
  if (typeof one === "string" && typeof other === "string") return one === other;
  if (typeof one === "string") return one === "data";
  if (typeof other === "string") return other === "data";
  return one.slice(0, other.length).every((key, index) => key === other[index]);
}
