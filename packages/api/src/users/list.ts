import { ListUsersInput, UserPage } from "@roster/contract";
import { authorize } from "../auth/actor.js";
import { procedure } from "../trpc.js";
import { readCursor, writeCursor } from "./cursor.js";

/** A page of the app's users. Keyset paging: users added or removed meanwhile shift nobody else. */
export const list = procedure
  .input(ListUsersInput)
  .output(UserPage)
  .query(async ({ ctx: { actor, services }, input }) => {
    authorize(actor, "read");
    const { order = "newest", limit = 100, cursor } = input;
    const after = cursor === undefined ? undefined : readCursor(order, cursor);
    // One more than asked for says whether there is a next page.
    const found = await services.database.users.list(actor.appId, {
      order,
      limit: limit + 1,
      after,
    });
    const users = found.slice(0, limit);
    const last = users.at(-1);
    return { users, nextCursor: found.length > limit && last ? writeCursor(order, last) : null };
  });
