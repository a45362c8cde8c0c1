import type { DataPath } from "@roster/contract";
import type { UserStateFields } from "./user-state.js";

/** Version, createdAt and updatedAt. */
export type Metadata = readonly [number, number, number];

/**
 * The outcome for the user at an index: a conflict (with the path, if a unique index rejected it); existing because of
 * the same call, or not read; updated, with the data of the call; or found, with data unless the response is too large; both with
 * the user's state unless it is active. Created users follow from the call and its time, and are not stored.
 */
export type StoredOutcome =
  | readonly [index: number, kind: "conflict", path?: DataPath]
  | readonly [index: number, kind: "own"]
  | readonly [index: number, kind: "updated", ...Metadata, state?: UserStateFields]
  | readonly [
      index: number,
      kind: "found",
      ...Metadata,
      data: string | null,
      state?: UserStateFields,
    ];
