import { RemoveUserInput, RemoveUserResult } from "@roster/contract";
import { authorize } from "../auth/actor.js";
import { procedure } from "../trpc/procedure.js";
import { toIdempotentCall } from "./idempotency/idempotent-call.js";
import { userNotFound, versionMismatch } from "./user-errors.js";

/** Removes a user; with `ifVersion`, only at that version. */
export const remove = procedure
  .input(RemoveUserInput)
  .output(RemoveUserResult)
  .mutation(async ({ ctx: { actor, services }, input }) => {
    const { id, ifVersion, idempotencyKey: key } = input;
    const { appId } = actor;
    authorize(actor, "delete", id);
    const idempotency =
      key === undefined
        ? undefined
        : toIdempotentCall({ procedure: "users.remove", key, actor, id }, input);
    const removed = await services.database.users.remove({ appId, id, ifVersion, idempotency });
    if (!removed) throw userNotFound(id);
    if (removed !== true) throw versionMismatch(id, removed.currentVersion);
    return { id };
  });
