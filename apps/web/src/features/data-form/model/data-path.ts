import { isArrayToken, isObjectToken, itemsOf } from "@roster/contract/json";
import { entriesOf, toObjectToken } from "@/lib/json";

/** The keys and indexes that lead from the data object to a value. */
export type DataPath = readonly (string | number)[];

/** The DOM id of a value's control. Without spaces, since ARIA id lists are separated by them. */
export const fieldId = (path: DataPath): string =>
  ["data", ...path.map((step) => encodeURIComponent(String(step).toWellFormed()))].join("/");

export const startsWithPath = (path: DataPath, ancestor: DataPath): boolean =>
  ancestor.every((step, index) => path[index] === step);

/**
 * Returns the token of the data with the token at a path replaced or, if undefined, removed; creates missing
 * parents. All other tokens and the order of the keys stay.
 */
export function setTokenAt(
  parent: string | undefined,
  path: DataPath,
  token: string | undefined,
): string | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return token;
  if (typeof step === "number") {
    const items = parent !== undefined && isArrayToken(parent) ? [...itemsOf(parent)] : [];
    const item = setTokenAt(items[step], rest, token);
    if (item === undefined) items.splice(step, 1);
    else items.splice(step, 1, item); // appends after the last
    return `[${items.join()}]`;
  }
  const entries =
    parent !== undefined && isObjectToken(parent) ? entriesOf(parent) : new Map<string, string>();
  const value = setTokenAt(entries.get(step), rest, token);
  if (value === undefined) entries.delete(step);
  else entries.set(step, value);
  return toObjectToken(entries);
}
