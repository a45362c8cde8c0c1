import { ListUsersInput, MAX_PAGE_SIZE, type ReplayedUser, UserPage } from "@roster/contract";
import { assertBackend } from "../auth/access.js";
import { recordEvent } from "../changes/record-event.js";
import { nameUnindexedPaths } from "../scans/name-unindexed-paths.js";
import { scanRequestOf } from "../scans/scan-request.js";
import { procedureFor } from "../trpc/procedure.js";
import { countListAs } from "./count-list-as.js";
import { countUsers } from "./paging/count-users.js";
import { readCursor } from "./paging/cursor.js";
import { pageCursors } from "./paging/page-cursors.js";
import { holdVisibleUsers } from "./hold-users.js";
import { dataSelector } from "./data/select-data.js";
import { toQuery } from "./list-query.js";
import { mapInTurns } from "./map-in-turns.js";
import { assertVisible, authorizeRead } from "./visibility.js";

/** A page of the app's users. Keyset pagination: concurrent adds and removals shift no other user. */
export const list = procedureFor({ scope: "users:read", role: "viewer", endUsers: true })
  .input(ListUsersInput)
  .output(UserPage)
  .query(async ({ ctx, input }) => {
    const { actor, services, chargeAs } = ctx;
    const { select, cursor, count } = input;
    const query = toQuery(input);
    if (query.isTrash) assertBackend(actor);
    const publicPaths = await authorizeRead(ctx, "any");
    assertVisible(query, select ?? [], publicPaths);
    // A user token that may list can read the same without a purpose, so its events would say nothing.
    const isLogged = input.purpose === "export" && cursor === undefined && actor.kind !== "user";
    const calls = await countListAs(services.database, actor.appId, { ...query, count });
    await chargeAs(calls);
    const from = cursor === undefined ? undefined : readCursor(query, cursor);
    const { users: store, readLimits } = services.database;
    const request = { ...scanRequestOf(ctx), isShort: calls === 1 };
    const read = async (maxBytes: number) => {
      // The size of hidden data does not show in how many users fit.
      const most = publicPaths ? Math.floor(maxBytes / readLimits.maxDataBytes) : MAX_PAGE_SIZE;
      const limit = Math.min(input.limit ?? 100, Math.max(1, most));
      // The extra user shows whether another page follows.
      const range = { ...query, from, limit: limit + 1, maxBytes };
      const found = limit === 0 ? [] : await store.list(actor.appId, range, request);
      const complete = found.filter(({ dataOmitted }) => dataOmitted === undefined);
      const hasMore = found.length > limit || complete.length < found.length;
      const isBackward = from?.direction === "backward";
      const listed = isBackward ? complete.slice(-limit) : complete.slice(0, limit);
      const users = await holdVisibleUsers(ctx, listed, publicPaths);
      const page = limit === 0 ? undefined : { users, from, hasMore };
      const total = count && (await countUsers(store, request, { query, page, count }));
      return { users, page, total };
    };
    const asked = { appId: actor.appId, query };
    const reading = services.responseMemory.withPage(actor, read);
    const { users, page, total } = await nameUnindexedPaths(services.database, asked, reading);
    if (isLogged) {
      const filtered = query.filter !== undefined || query.search !== undefined;
      await recordEvent(ctx, "users.exported", { details: { filtered } });
    }
    const selectData = select && dataSelector(select);
    const selectOne =
      selectData && ((one: ReplayedUser) => ({ ...one, data: selectData(one.data) }));
    return {
      users: selectOne ? await mapInTurns(users, selectOne, ctx.getSignal) : users,
      ...(page ? pageCursors(query, page) : { nextCursor: null, previousCursor: null }),
      ...(total && { total }),
    };
  });
