import { RemoveManyUsersInput, RemoveManyUsersResult } from "@roster/contract";
import { assertBackend, assertOwn } from "../auth/access.js";
import { sourceOf } from "../changes/source-of.js";
import { callsForUsers } from "../rate-limit/rate-limiter.js";
import { changeEach } from "./lifecycle/change-status.js";
import { softRemoval } from "./lifecycle/transitions.js";
import { procedureFor } from "../trpc/procedure.js";

/** Removes the users with these ids. Ids without a user are reported, not an error. */
export const removeMany = procedureFor({ scope: "users:remove", role: "editor", endUsers: true })
  .input(RemoveManyUsersInput)
  .output(RemoveManyUsersResult)
  .mutation(async ({ ctx, input }) => {
    const { actor, services, chargeAs } = ctx;
    const ids = [...new Set(input.ids)];
    for (const id of ids) assertOwn(actor, id);
    if (input.eraseId === true || input.mode === "soft") assertBackend(actor);
    if (input.mode === "soft") {
      const results = await changeEach(ctx, ids, softRemoval);
      const isMissing = ({ status }: (typeof results)[number]) => status === "missing";
      const [missing, removed] = [
        results.filter(isMissing),
        results.filter((one) => !isMissing(one)),
      ];
      return { removed: removed.map(({ id }) => id), missing: missing.map(({ id }) => id) };
    }
    await chargeAs(callsForUsers(ids.length));
    const toErased = input.eraseId === true ? services.erasedIds.in(actor.appId) : undefined;
    const removals = ids.map((id) => ({ id, erasedId: toErased?.(id) }));
    const users = services.database.users.by(sourceOf(ctx));
    const deleted = await users.removeMany(actor.appId, removals);
    return {
      removed: ids.filter((id) => deleted.has(id)),
      missing: ids.filter((id) => !deleted.has(id)),
    };
  });
