import type { JsonObject } from "@roster/contract/json";
import type { PatchOf, UnsetPathOf } from "./data-paths.js";
import type { ExactJsonObject } from "./exact-json.js";

/** Changes to a user's data: `set`, `unset` or both, with each path at most once. */
export interface UserPatch<Data extends ExactJsonObject = JsonObject> {
  /**
   * Values to set. Top-level keys are paths: `"address.city"` means the key `city` in `address`; dots and
   * backslashes in a key are escaped with a backslash. Objects are merged deeply; anything else (arrays, null,
   * strings, numbers, booleans) replaces the stored value. New keys are appended.
   */
  readonly set?: PatchOf<Data>;
  /** Up to 1,000 paths to remove. Paths without a value are ignored. */
  readonly unset?: readonly UnsetPathOf<Data>[];
}
