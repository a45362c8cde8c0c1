import { GetManyUsersInput, GetManyUsersResult } from "@roster/contract";
import { authorize } from "../auth/actor.js";
import { callsForUsers } from "../rate-limit/rate-limiter.js";
import { holdUsers } from "./hold-users.js";
import { procedure } from "../trpc/procedure.js";

/** The users with these ids, and the ids without a user. */
export const getMany = procedure
  .input(GetManyUsersInput)
  .output(GetManyUsersResult)
  .query(async ({ ctx, input }) => {
    const { actor, services, chargeAs } = ctx;
    authorize(actor, "read");
    const ids = [...new Set(input.ids)];
    await chargeAs(callsForUsers(ids.length));
    services.responseMemory.assertRoom(actor);
    const found = await services.database.users.getMany(actor.appId, ids);
    holdUsers(ctx, [...found.values()]);
    return {
      users: ids.flatMap((id) => found.get(id) ?? []),
      missing: ids.filter((id) => !found.has(id)),
    };
  });
