import type { JsonObject } from "@roster/contract/json";
import type { PatchOf, UnsetPathOf } from "./data-paths.js";

/** What is to change in a user's data; at least one of both. A place is named once. */
export interface UserPatch<Data extends JsonObject = JsonObject> {
  /**
   * What is to be in the data. Keys at the top are paths: `"address.city"` means the key `city` in
   * `address`; a dot or backslash in a key stands behind a backslash. Objects merge deep, all else (arrays,
   * null, texts, numbers, booleans) replaces what is there. New keys come behind those that are there.
   */
  readonly set?: PatchOf<Data>;
  /** Up to 1,000 paths of what is to be gone. One that leads to nothing is no error. */
  readonly unset?: readonly UnsetPathOf<Data>[];
}
