import { UpdateUserInput, User } from "@roster/contract";
import { authorize } from "../auth/actor.js";
import { userNotFound, procedure, versionMismatch } from "../trpc/procedure.js";
import { toDataJson } from "./data/data-json.js";

/** Replaces a user's data whole; with `ifVersion`, in that version alone. */
export const update = procedure
  .input(UpdateUserInput)
  .output(User)
  .mutation(async ({ ctx: { actor, services }, input: { id, data, ifVersion } }) => {
    authorize(actor, "write", id);
    await services.dataSchemas.assertValid(actor.appId, data);
    const text = toDataJson(data, services.maxDataBytes);
    const { users } = services.database;
    const user =
      ifVersion === undefined
        ? await users.update(actor.appId, id, text)
        : await users.updateVersion({ appId: actor.appId, id, version: ifVersion }, text);
    if (!user) throw userNotFound(id);
    if ("currentVersion" in user) throw versionMismatch(id, user.currentVersion);
    return user;
  });
