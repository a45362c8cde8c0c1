import { isDataPath, parseUserPath } from "@roster/contract";
import { createInvalidError } from "../roster-error.js";
import { isStateKey, type StateKey } from "./state-fields.js";
import { timeFields } from "./time-fields.js";

/** A field of a user. */
type Field = "id" | "createdAt" | "updatedAt" | "data" | StateKey;

/**
 * The target of each column: a field such as `id` or `status`; `data` for JSON objects with all data, and `ban` for bans
 * as JSON; a path of data such as `data.address.city` for strings; or null to ignore the column.
 */
export type CsvColumns = Readonly<Record<string, Field | `data.${string}` | null>>;

/** The target of a column: a field of the user, the keys of a path of data, or null to ignore it. */
export type Target = Field | "version" | readonly string[] | null;

/**
 * The targets of the columns of a CSV file, whose names are its first record. A column that is not in
 * `columns` is mapped by its name: `id`, `data`, a time, with `data` also a state, or a key of data with this name.
 *
 * @throws RosterError INVALID if no column is the id, or if two columns have the same target.
 */
export function resolveColumns(names: readonly string[], columns: CsvColumns = {}): Target[] {
  const duplicate = names.find((name, index) => names.indexOf(name) !== index);
  if (duplicate !== undefined) throw invalidHeader(`Duplicate column ${quote(duplicate)}`);
  const missing = Object.keys(columns).find((name) => !names.includes(name));
  if (missing !== undefined) throw invalidHeader(`No ${quote(missing)} column found`);
  const configured = names.map((name) => configuredTarget(name, columns));
  const hasData = names.some((name, index) => (configured[index] ?? name) === "data");
  const targets = names.map((name, index) => {
    const target = configured[index];
    return target === undefined ? defaultTarget(name, hasData) : target;
  });
  if (!targets.includes("id")) {
    throw invalidHeader(`No "id" column found, only ${names.map(quote).join(", ")}`);
  }
  for (const [index, target] of targets.entries()) {
    const other = targets.findIndex((later, at) => at > index && overlap(target, later));
    if (other === -1) continue;
    const both = `${quote(names[index])} and ${quote(names[other])}`;
    throw invalidHeader(`The columns ${both} have overlapping targets`);
  }
  return targets;
}

const invalidHeader = (message: string) => createInvalidError([{ path: [], message }]);

const quote = (name = "") => JSON.stringify(name);

/** The target that `columns` gives a column; undefined if it has none. */
function configuredTarget(name: string, columns: CsvColumns): Target | undefined {
  const target = Object.hasOwn(columns, name) ? columns[name] : undefined;
  if (target === undefined || target === null || target === "id" || target === "data") {
    return target;
  }
  if (target === "createdAt" || target === "updatedAt" || isStateKey(target)) return target;
  const path = parseUserPath(target);
  if ("value" in path && isDataPath(path.value)) return path.value.slice(1);
  throw createInvalidError([
    { path: ["columns", name], message: `${JSON.stringify(target)} is not a field of a user` },
  ]);
}

function defaultTarget(name: string, hasData: boolean): Target {
  if (name === "id" || name === "data") return name;
  if (hasData && (name === "version" || isStateKey(name))) return name;
  return timeFields.get(name) ?? [name];
}

/** Whether two columns would overwrite each other: `data` is all data, and a path includes those below it. */
function overlap(one: Target, other: Target): boolean {
  if (one === null || other === null) return false;
  if (typeof one === "string" && typeof other === "string") return one === other;
  if (typeof one === "string") return one === "data";
  if (typeof other === "string") return other === "data";
  return one.slice(0, other.length).every((key, index) => key === other[index]);
}
