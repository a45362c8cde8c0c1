import {
  GetManyUsersInput,
  GetManyUsersResult,
  invalid,
  type ReplayedUser,
} from "@roster/contract";
import { assertBackend } from "../auth/access.js";
import { callsForUsers } from "../rate-limit/rate-limiter.js";
import { assertFits } from "@roster/db";
import { holdVisibleUsers } from "./hold-users.js";
import { procedureFor } from "../trpc/procedure.js";
import { authorizeRead } from "./visibility.js";

/** How many users a call reads if most of what it reads can be hidden from the caller. */
const MOST_PARTLY_HIDDEN = 100;

const tooMany = () =>
  invalid([
    {
      path: ["ids"],
      message: `a user token of this app can get at most ${MOST_PARTLY_HIDDEN} users at once; split the ids`,
    },
  ]);

/** The users with these ids, and the ids without a user. */
export const getMany = procedureFor({ scope: "users:read", role: "viewer", endUsers: true })
  .input(GetManyUsersInput)
  .output(GetManyUsersResult)
  .query(async ({ ctx, input }) => {
    const { actor, services, chargeAs } = ctx;
    const { includeDeleted = false } = input;
    if (includeDeleted) assertBackend(actor);
    const ids = [...new Set(input.ids)];
    const publicPaths = await authorizeRead(ctx, ids);
    if (publicPaths && ids.length > MOST_PARTLY_HIDDEN) throw tooMany();
    await chargeAs(callsForUsers(ids.length));
    const { users: store, readLimits } = services.database;
    const mostBytes = Math.min(ids.length * readLimits.maxDataBytes, readLimits.maxReadBytes);
    const reading = { actor, mostBytes };
    const found = await services.responseMemory.withUsers(reading, async (maxBytes) => {
      const users = new Map<string, ReplayedUser>();
      // What is hidden is never too much: it is dropped before the next users are read.
      const fitting = Math.max(1, Math.floor(maxBytes / readLimits.maxDataBytes));
      const step = publicPaths ? fitting : ids.length;
      let bytes = 0;
      for (let start = 0; start < ids.length; start += step) {
        const some = ids.slice(start, start + step);
        const read = [...(await store.getMany(actor.appId, some, maxBytes)).values()];
        const existing = read.filter((one) => includeDeleted || one.status !== "deleted");
        for (const user of await holdVisibleUsers(ctx, existing, publicPaths)) {
          users.set(user.id, user);
          bytes += user.data.text.length;
        }
        if (publicPaths) assertFits(bytes, { ...readLimits, maxBytes });
      }
      return users;
    });
    return {
      users: ids.flatMap((id) => found.get(id) ?? []),
      missing: ids.filter((id) => !found.has(id)),
    };
  });
