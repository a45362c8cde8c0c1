import { PatchUserInput, parsePatch, ReplayedUser } from "@roster/contract";
import { assertOwn } from "../auth/access.js";
import { sourceOf } from "../changes/source-of.js";
import { procedureFor } from "../trpc/procedure.js";
import { toPatchUser } from "./data/patch-data.js";
import { returnUser } from "./hold-users.js";
import { toIdempotentCall } from "./idempotency/idempotent-call.js";
import { requireUser } from "./user-errors.js";

/** Changes part of a user's data; the rest keeps the value it has when the change is written. */
export const patch = procedureFor({ scope: "users:write", role: "editor", endUsers: true })
  .input(PatchUserInput)
  .output(ReplayedUser)
  .mutation(async ({ ctx, input }) => {
    const { actor, services } = ctx;
    const { id, ifVersion, idempotencyKey: key } = input;
    const { appId } = actor;
    assertOwn(actor, id);
    const { tree } = parsePatch(input);
    const patchUser = await toPatchUser(ctx, tree);
    const idempotency =
      key === undefined
        ? undefined
        : toIdempotentCall({ procedure: "users.patch", key, actor, id }, input);
    const users = services.database.users.by(sourceOf(ctx));
    const patched = await patchUser((change) =>
      users.update({ appId, id, ifVersion, change, idempotency }),
    );
    return returnUser(ctx, requireUser(id, patched));
  });
