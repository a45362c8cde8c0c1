import { isDataPath, type SortBy, type User } from "@roster/contract";
import type { Filter } from "@roster/contract/filter";
import { type SortKey, sortKeyAt } from "./sort-key.js";

/** A selection of users, and their order. */
export interface UserQuery {
  /** Default: all. */
  readonly filter?: Filter | undefined;
  /** A substring of the id or of a string at the top level of the data. */
  readonly search?: string | undefined;
  readonly sort: readonly SortBy[];
  /** Whether to find soft-deleted users instead of the others. */
  readonly isTrash?: boolean | undefined;
}

/** A position in the order of `UserQuery.sort`: the sort key values of a user at that position. */
export interface UserPosition {
  /** Id and times as strings, the version as a number, values of data as sort keys. */
  readonly keys: readonly (string | number | SortKey)[];
  readonly id: string;
}

/** A page of `limit` users starting at a position, in the query's order even if it extends backward. */
export interface UserRange extends UserQuery {
  readonly limit: number;
  /** The page ends before it has more bytes of data than this, but has at least one user. Absent: no limit. */
  readonly maxBytes?: number | undefined;
  readonly from?: PageStart | undefined;
}

/** Which users to count. */
export interface UserCount extends Pick<UserQuery, "filter" | "search" | "isTrash"> {
  /** Stop counting there. */
  readonly maxCount?: number | undefined;
  /** Count only the users after this position. */
  readonly after?: (Pick<UserQuery, "sort"> & { readonly from: PageStart }) | undefined;
}

export interface PageStart {
  readonly position: UserPosition;
  readonly direction: "forward" | "backward";
  /** Whether a user exactly at the position belongs to the page. */
  readonly isInclusive: boolean;
}

/** The position of a user in a sort order. */
export function toUserPosition(user: User, sort: readonly SortBy[]): UserPosition {
  const keys = sort.map(({ path }) =>
    isDataPath(path) ? sortKeyAt(user.data, path) : (user[path[0]] ?? ""),
  );
  return { keys, id: user.id };
}
