import { UpdateUserInput, User } from "@roster/contract";
import { authorize, ownerOf } from "../auth/actor.js";
import { sourceOf } from "../changes/source-of.js";
import { procedure } from "../trpc/procedure.js";
import { toDataJson } from "./data/data-json.js";
import { holdUsers } from "./hold-users.js";
import { requireUser } from "./user-errors.js";

/** Replaces all of a user's data; with `ifVersion`, only at that version. */
export const update = procedure
  .input(UpdateUserInput)
  .output(User)
  .mutation(async ({ ctx, input: { id, data, ifVersion } }) => {
    const { actor, services } = ctx;
    const { appId } = actor;
    authorize(actor, "write", id);
    const change = toDataJson(data, services.maxDataBytes);
    await services.dataSchemas.assertValid(ownerOf(actor), data);
    const users = services.database.users.by(sourceOf(ctx));
    const user = requireUser(id, await users.update({ appId, id, ifVersion, change }));
    holdUsers(ctx, [user]);
    return user;
  });
