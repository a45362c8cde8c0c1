import { UpdateUserInput, User } from "@roster/contract";
import { authorize } from "../auth/actor.js";
import { noSuchUser, procedure, staleVersion } from "../trpc/procedure.js";
import { toDataText } from "./data-text.js";

/** Replaces a user's data whole; with `ifVersion`, in that version alone. */
export const update = procedure
  .input(UpdateUserInput)
  .output(User)
  .mutation(async ({ ctx: { actor, services }, input: { id, data, ifVersion } }) => {
    authorize(actor, "write", id);
    await services.dataSchemas.hold(actor.appId, data);
    const text = toDataText(data, services.maxDataBytes);
    const { users } = services.database;
    const user =
      ifVersion === undefined
        ? await users.replaceData(actor.appId, id, text)
        : await users.replaceVersion({ appId: actor.appId, id, version: ifVersion }, text);
    if (!user) throw noSuchUser(id);
    if ("currentVersion" in user) throw staleVersion(id, user.currentVersion);
    return user;
  });
