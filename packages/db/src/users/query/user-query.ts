import type { SortBy } from "@roster/contract";
import type { Filter } from "@roster/contract/filter";
import type { SortKey } from "./sort-key.js";

/** Which users, in which order. */
export interface UserQuery {
  /** Default: all. */
  readonly filter?: Filter | undefined;
  /** A text in the id, or in a text at the top level of the data. */
  readonly search?: string | undefined;
  readonly sort: readonly SortBy[];
}

/** Where a place in `UserQuery.sort`'s order is: what a user that stands there has at each sort key. */
export interface UserPosition {
  /** Id and times as text, the version as a number, values of data as keys. */
  readonly keys: readonly (string | number | SortKey)[];
  readonly id: string;
}

/** A page: `limit` users next to a position, in the order of the query even where it looks backward. */
export interface UserRange extends UserQuery {
  readonly limit: number;
  readonly from?: PageStart | undefined;
}

export interface PageStart {
  readonly position: UserPosition;
  readonly direction: "forward" | "backward";
  /** Whether a user at the very position belongs to the page. */
  readonly isInclusive: boolean;
}
