import { invalid, type Issue } from "@roster/contract";
import type { JsonObject, JsonText } from "@roster/contract/json";

/** Returns all schema violations in a user's data, with paths that start with `data`. */
export type Validator = (data: JsonObject) => Issue[];

/** @throws AppError INVALID with each path, if the data violates the schema. */
export function assertValid(validator: Validator | null, data: JsonText): void {
  const [first, ...rest] = validator?.(data.value) ?? [];
  if (first) throw invalid([first, ...rest]);
}
