import { RemoveUserInput, RemoveUserResult } from "@roster/contract";
import { authorize } from "../auth/actor.js";
import { noSuchUser, procedure, staleVersion } from "../trpc/procedure.js";

/** Removes a user; with `ifVersion`, in that version alone. */
export const remove = procedure
  .input(RemoveUserInput)
  .output(RemoveUserResult)
  .mutation(async ({ ctx: { actor, services }, input: { id, ifVersion } }) => {
    authorize(actor, "delete", id);
    const { users } = services.database;
    const removed =
      ifVersion === undefined
        ? await users.delete(actor.appId, id)
        : await users.deleteVersion({ appId: actor.appId, id, version: ifVersion });
    if (!removed) throw noSuchUser(id);
    if (removed !== true) throw staleVersion(id, removed.currentVersion);
    return { id };
  });
