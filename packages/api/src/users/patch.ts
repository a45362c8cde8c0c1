import { PatchUserInput, parsePatch, User } from "@roster/contract";
import { authorize } from "../auth/actor.js";
import { assertValid } from "../data-schema/validator.js";
import { procedure } from "../trpc/procedure.js";
import { userNotFound, versionMismatch } from "./user-errors.js";
import { toDataJson } from "./data/data-json.js";
import { mergePatch } from "./data/merge-patch.js";
import { rejectKeyReuse, toIdempotentCall } from "./idempotency/idempotent-call.js";

/** Changes part of a user's data; the rest keeps the value it has when the change is written. */
export const patch = procedure
  .input(PatchUserInput)
  .output(User)
  .mutation(async ({ ctx: { actor, services }, input }) => {
    const { id, set, unset, ifVersion, idempotencyKey: key = "" } = input;
    authorize(actor, "write", id);
    const { tree } = parsePatch({ set, unset });
    const validator = await services.dataSchemas.validatorFor(actor.appId);
    const idempotency = key === "" ? undefined : toIdempotentCall("users.patch", key, input);
    const patched = await services.database.userPatches.patch(
      { appId: actor.appId, id, ifVersion, idempotency },
      (data) => toDataJson(assertValid(validator, mergePatch(data, tree)), services.maxDataBytes),
    );
    const user = rejectKeyReuse(patched, idempotency, id);
    if (!user) throw userNotFound(id);
    if ("currentVersion" in user) throw versionMismatch(id, user.currentVersion);
    return user;
  });
