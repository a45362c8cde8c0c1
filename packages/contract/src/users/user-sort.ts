import type { SortPath } from "./user-path.js";

/** One sort key of `list`. */
export interface UserSortKey {
  /** `id`, `version`, `createdAt`, `updatedAt`, or a data path such as `data.address.city`. */
  path: string;
  /** Default: `asc`. */
  direction?: "asc" | "desc" | undefined;
}

/** The sort order of `list`, most significant key first. */
export type UserSort = UserSortKey[];

/** A sort key after parsing. */
export interface SortBy {
  readonly path: SortPath;
  readonly direction: "asc" | "desc";
}
