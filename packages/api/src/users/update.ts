import { UpdateUserInput, User } from "@roster/contract";
import { authorize } from "../auth/actor.js";
import { procedure } from "../trpc/procedure.js";
import { userNotFound, versionMismatch } from "./user-errors.js";
import { toDataJson } from "./data/data-json.js";

/** Replaces all of a user's data; with `ifVersion`, only at that version. */
export const update = procedure
  .input(UpdateUserInput)
  .output(User)
  .mutation(async ({ ctx: { actor, services }, input: { id, data, ifVersion } }) => {
    authorize(actor, "write", id);
    await services.dataSchemas.assertValid(actor.appId, data);
    const dataJson = toDataJson(data, services.maxDataBytes);
    const { users } = services.database;
    const user =
      ifVersion === undefined
        ? await users.update(actor.appId, id, dataJson)
        : await users.updateVersion({ appId: actor.appId, id, version: ifVersion }, dataJson);
    if (!user) throw userNotFound(id);
    if ("currentVersion" in user) throw versionMismatch(id, user.currentVersion);
    return user;
  });
