import { isDataPath, type SortBy, type User } from "@roster/contract";
import { dataKeyAt } from "./data-key.js";
import type { UserPosition } from "./user-query.js";

/** Where a user stands in an order. */
export function positionOf(user: User, sort: readonly SortBy[]): UserPosition {
  const keys = sort.map(({ path }) =>
    isDataPath(path) ? dataKeyAt(user.data, path) : user[path[0]],
  );
  return { keys, id: user.id };
}
