import { RemoveUserInput, RemoveUserResult } from "@roster/contract";
import { authorize } from "../auth/actor.js";
import { procedure } from "../trpc/procedure.js";
import { userNotFound, versionMismatch } from "./user-errors.js";

/** Removes a user; with `ifVersion`, only at that version. */
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
