import { RemoveUserInput, RemoveUserResult } from "@roster/contract";
import { authorize } from "../auth/actor.js";
import { sourceOf } from "../changes/source-of.js";
import { procedure } from "../trpc/procedure.js";
import { toIdempotentCall } from "./idempotency/idempotent-call.js";
import { userNotFound, versionMismatch } from "./user-errors.js";

/** Removes a user; with `ifVersion`, only at that version. */
export const remove = procedure
  .input(RemoveUserInput)
  .output(RemoveUserResult)
  .mutation(async ({ ctx, input }) => {
    const { actor, services } = ctx;
    const { id, ifVersion, idempotencyKey: key } = input;
    const { appId } = actor;
    authorize(actor, "delete", id);
    const idempotency =
      key === undefined
        ? undefined
        : toIdempotentCall({ procedure: "users.remove", key, actor, id }, input);
    const users = services.database.users.by(sourceOf(ctx));
    const removed = await users.remove({ appId, id, ifVersion, idempotency });
    if (!removed) throw userNotFound(id);
    if (removed !== true) throw versionMismatch(id, removed.currentVersion);
    return { id };
  });
