import type { User } from "@roster/contract";
import type { JsonObject } from "@roster/contract/json";
import { type DataPathHint, schemaPaths, seenPaths, unique } from "./data-paths";

/** The paths of data that one may want to write: the schema's, and those of the users on the page. */
export function pathHintsOf(
  schema: JsonObject | null | undefined,
  users: readonly User[],
): DataPathHint[] {
  return unique([...schemaPaths(schema ?? {}), ...seenPaths(users)]);
}
