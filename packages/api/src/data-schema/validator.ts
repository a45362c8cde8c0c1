import { invalid, type Issue } from "@roster/contract";
import type { JsonObject } from "@roster/contract/json";

/** Returns all schema violations in a user's data, with paths that start with `data`. */
export type Validator = (data: JsonObject) => Issue[];

/** Returns the data. @throws AppError INVALID with each path, if it violates the schema. */
export function assertValid(validator: Validator | null, data: JsonObject): JsonObject {
  const [first, ...rest] = validator?.(data) ?? [];
  if (first) throw invalid([first, ...rest]);
  return data;
}
