import { UpdateUserInput, User } from "@roster/contract";
import { assertOwn } from "../auth/access.js";
import { ownerOf } from "../auth/actor.js";
import { sourceOf } from "../changes/source-of.js";
import { procedureFor } from "../trpc/procedure.js";
import { toDataJson } from "./data/data-json.js";
import { returnUser } from "./hold-users.js";
import { requireUser } from "./user-errors.js";

/** Replaces all of a user's data; with `ifVersion`, only at that version. */
export const update = procedureFor({ scope: "users:write", role: "editor", endUsers: true })
  .input(UpdateUserInput)
  .output(User)
  .mutation(async ({ ctx, input: { id, data, ifVersion } }) => {
    const { actor, services } = ctx;
    const { appId } = actor;
    assertOwn(actor, id);
    const change = toDataJson(data, services.maxDataBytes);
    await services.dataSchemas.assertValid(ownerOf(actor), data);
    const users = services.database.users.by(sourceOf(ctx));
    return returnUser(ctx, requireUser(id, await users.update({ appId, id, ifVersion, change })));
  });
