import { RemoveUserInput, RemoveUserResult } from "@roster/contract";
import { authorize } from "../auth/actor.js";
import { userNotFound, procedure, versionMismatch } from "../trpc/procedure.js";

/** Removes a user; with `ifVersion`, in that version alone. */
export const remove = procedure
  .input(RemoveUserInput)
  .output(RemoveUserResult)
  .mutation(async ({ ctx: { actor, services }, input: { id, ifVersion } }) => {
    authorize(actor, "delete", id);
    const { users } = services.database;
    const removed =
      ifVersion === undefined
        ? await users.remove(actor.appId, id)
        : await users.removeVersion({ appId: actor.appId, id, version: ifVersion });
    if (!removed) throw userNotFound(id);
    if (removed !== true) throw versionMismatch(id, removed.currentVersion);
    return { id };
  });
