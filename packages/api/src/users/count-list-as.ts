import { formatUserPath, isDataPath, type SortBy } from "@roster/contract";
import type { Database, UserQuery } from "@roster/db";
import { SCAN_CALLS } from "../rate-limit/rate-limiter.js";

interface ListCall extends UserQuery {
  readonly count: unknown;
}

/** What a call of `list` counts as in rate limits: as a scan, unless it only reads one page of an index. */
export async function countListAs(
  { dataIndexes }: Pick<Database, "dataIndexes">,
  appId: string,
  { filter, search, count, sort }: ListCall,
): Promise<number> {
  const isFiltered = filter && !(filter.kind === "all" && filter.filters.length === 0);
  if (isFiltered || search !== undefined || count !== undefined) return SCAN_CALLS;
  if (isBuiltInOrder(sort)) return 1;
  const [first, second] = sort;
  if (!first || second || !isDataPath(first.path)) return SCAN_CALLS;
  const indexes = await dataIndexes.readyIndexes.of(appId);
  return indexes.has(formatUserPath(first.path)) ? 1 : SCAN_CALLS;
}

/** By id, or by creation time and then by id in the same direction: what the indexes of every app store. */
function isBuiltInOrder([first, second, third]: readonly SortBy[]): boolean {
  if (first?.path[0] === "id") return true; // no two users have the same
  if (first?.path[0] === "deletedAt") return true; // the default order of soft-deleted users
  if (first?.path[0] !== "createdAt" || third) return false;
  return !second || (second.path[0] === "id" && second.direction === first.direction);
}
