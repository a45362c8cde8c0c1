import { COUNT_CAP, isDataPath, type User, type UserTotal } from "@roster/contract";
import { type ScanRequest, toUserPosition, type UserQuery, type UserStore } from "@roster/db";
import type { Page } from "./page-cursors.js";

interface CountOptions {
  readonly query: UserQuery;
  /** Absent if no page was read. */
  readonly page: Page | undefined;
  readonly count: "exact" | "capped";
}

/** Counts the users on all pages. What was read for the first page is not read again. */
export async function countUsers(
  store: UserStore,
  request: ScanRequest,
  { query: { filter, search, sort, isTrash }, page, count }: CountOptions,
): Promise<UserTotal> {
  const { appId } = request;
  const isFirst = page !== undefined && page.from === undefined;
  if (isFirst && !page.hasMore) return { value: page.users.length, isExact: true };
  // Comparing positions by values of data would cost more than it saves.
  const isByFields = sort.every(({ path }) => !isDataPath(path));
  const listed = isFirst && isByFields ? page.users : [];
  const query = { filter, search, isTrash, after: startAfter(listed.at(-1), sort) };
  if (count === "exact") {
    return { value: listed.length + (await store.count(appId, query, request)), isExact: true };
  }
  const maxCount = COUNT_CAP + 1 - listed.length;
  const value = listed.length + (await store.count(appId, { ...query, maxCount }, request));
  return { value: Math.min(value, COUNT_CAP), isExact: value <= COUNT_CAP };
}

function startAfter(user: User | undefined, sort: UserQuery["sort"]) {
  if (!user) return undefined;
  const position = toUserPosition(user, sort);
  return { sort, from: { position, direction: "forward", isInclusive: false } } as const;
}
