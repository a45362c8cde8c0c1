import { ReplayedUser, UpdateUserInput } from "@roster/contract";
import type { JsonText } from "@roster/contract/json";
import { assertOwn } from "../auth/access.js";
import { ownerOf } from "../auth/actor.js";
import { sourceOf } from "../changes/source-of.js";
import { procedureFor } from "../trpc/procedure.js";
import { toDataJson } from "./data/data-json.js";
import { returnUser } from "./hold-users.js";
import { toUniqueGuard } from "./unique-guard.js";
import { requireUser } from "./user-errors.js";

/** Replaces all of a user's data; with `ifVersion`, only at that version. */
export const update = procedureFor({ scope: "users:write", role: "editor", endUsers: true })
  .input(UpdateUserInput)
  .output(ReplayedUser)
  .mutation(async ({ ctx, input: { id, data, ifVersion } }) => {
    const { actor, services } = ctx;
    const { appId } = actor;
    assertOwn(actor, id);
    const dataJson = toDataJson(data, services.maxDataBytes);
    const guard = await toUniqueGuard(ctx);
    const change = ({ text }: JsonText) => {
      guard(text, dataJson);
      return dataJson;
    };
    await services.dataSchemas.assertValid(ownerOf(actor), data);
    const users = services.database.users.by(sourceOf(ctx));
    return returnUser(ctx, requireUser(id, await users.update({ appId, id, ifVersion, change })));
  });
