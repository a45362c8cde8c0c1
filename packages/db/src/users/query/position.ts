import { isDataPath, type SortBy, type User } from "@roster/contract";
import { sortKeyAt } from "./sort-key.js";
import type { UserPosition } from "./user-query.js";

/** Where a user stands in an order. */
export function toUserPosition(user: User, sort: readonly SortBy[]): UserPosition {
  const keys = sort.map(({ path }) =>
    isDataPath(path) ? sortKeyAt(user.data, path) : user[path[0]],
  );
  return { keys, id: user.id };
}
