import { COUNT_CAP, ListUsersInput, UserPage, type UserTotal } from "@roster/contract";
import type { UserQuery, UserStore } from "@roster/db";
import { authorize } from "../auth/actor.js";
import { procedure } from "../trpc/procedure.js";
import { readCursor } from "./paging/cursor.js";
import { pageCursors } from "./paging/page-cursors.js";
import { selectData } from "./data/select-data.js";

const newestFirst: UserQuery["sort"] = [{ path: ["createdAt"], direction: "desc" }];

/** A page of the app's users. Keyset pagination: concurrent adds and removals shift no other user. */
export const list = procedure
  .input(ListUsersInput)
  .output(UserPage)
  .query(async ({ ctx: { actor, services }, input }) => {
    authorize(actor, "read");
    const { where: filter, search, sort = newestFirst, select, limit = 100, cursor, count } = input;
    const query: UserQuery = { filter, search, sort };
    const from = cursor === undefined ? undefined : readCursor(query, cursor);
    const { users: store } = services.database;
    const [found, total] = await Promise.all([
      // The extra user shows whether another page follows.
      store.list(actor.appId, { ...query, from, limit: limit + 1 }),
      count && countUsers(store, actor.appId, { query, count }),
    ]);
    const hasMore = found.length > limit;
    const users = from?.direction === "backward" ? found.slice(-limit) : found.slice(0, limit);
    return {
      users: select ? users.map((user) => selectData(user, select)) : users,
      ...pageCursors(query, { users, from, hasMore }),
      ...(total && { total }),
    };
  });

async function countUsers(
  store: UserStore,
  appId: string,
  { query, count }: { query: UserQuery; count: "exact" | "capped" },
): Promise<UserTotal> {
  if (count === "exact") return { value: await store.count(appId, query), isExact: true };
  const value = await store.count(appId, { ...query, maxCount: COUNT_CAP + 1 });
  return { value: Math.min(value, COUNT_CAP), isExact: value <= COUNT_CAP };
}
