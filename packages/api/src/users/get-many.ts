import { GetManyUsersInput, GetManyUsersResult } from "@roster/contract";
import { assertBackend } from "../auth/access.js";
import { callsForUsers } from "../rate-limit/rate-limiter.js";
import { holdUsers } from "./hold-users.js";
import { procedureFor } from "../trpc/procedure.js";

/** The users with these ids, and the ids without a user. */
export const getMany = procedureFor({ scope: "users:read", role: "viewer", endUsers: true })
  .input(GetManyUsersInput)
  .output(GetManyUsersResult)
  .query(async ({ ctx, input }) => {
    const { actor, services, chargeAs } = ctx;
    const { includeDeleted = false } = input;
    if (includeDeleted) assertBackend(actor);
    const ids = [...new Set(input.ids)];
    await chargeAs(callsForUsers(ids.length));
    const { users: store, readLimits } = services.database;
    const mostBytes = Math.min(ids.length * readLimits.maxDataBytes, readLimits.maxReadBytes);
    const reading = { actor, mostBytes };
    const found = await services.responseMemory.withUsers(reading, async (maxBytes) => {
      const users = [...(await store.getMany(actor.appId, ids, maxBytes)).values()];
      const visible = users.filter((one) => includeDeleted || one.status !== "deleted");
      return new Map(holdUsers(ctx, visible).map((user) => [user.id, user]));
    });
    return {
      users: ids.flatMap((id) => found.get(id) ?? []),
      missing: ids.filter((id) => !found.has(id)),
    };
  });
