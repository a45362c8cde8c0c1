import { RemoveUserInput, RemoveUserResult } from "@roster/contract";
import { assertBackend, assertOwn } from "../auth/access.js";
import { sourceOf } from "../changes/source-of.js";
import { procedureFor } from "../trpc/procedure.js";
import { toIdempotentCall } from "./idempotency/idempotent-call.js";
import { softRemoval } from "./lifecycle/transitions.js";
import { userNotFound, versionMismatch } from "./user-errors.js";

/** Removes a user, for good or softly; with `ifVersion`, only at that version. */
export const remove = procedureFor({ scope: "users:remove", role: "editor", endUsers: true })
  .input(RemoveUserInput)
  .output(RemoveUserResult)
  .mutation(async ({ ctx, input }) => {
    const { actor, services } = ctx;
    const { id, mode = "hard", eraseId = false, ifVersion, idempotencyKey: key } = input;
    const { appId } = actor;
    assertOwn(actor, id);
    if (eraseId || mode === "soft") assertBackend(actor);
    const idempotency =
      key === undefined
        ? undefined
        : toIdempotentCall({ procedure: "users.remove", key, actor, id }, input);
    const users = services.database.users.by(sourceOf(ctx));
    const erasedId = eraseId ? services.erasedIds.in(appId)(id) : undefined;
    const removal = { appId, id, ifVersion, idempotency };
    const removed =
      mode === "hard"
        ? await users.remove({ ...removal, erasedId })
        : await users.changeState({ ...removal, ...softRemoval });
    if (!removed) throw userNotFound(id);
    if (removed !== true && "currentVersion" in removed)
      throw versionMismatch(id, removed.currentVersion);
    return { id };
  });
