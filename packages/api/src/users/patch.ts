import { PatchUserInput, readPatch, User } from "@roster/contract";
import { authorize } from "../auth/actor.js";
import { holdTo } from "../data-schema/data-schemas.js";
import { noSuchUser, procedure, staleVersion } from "../trpc/procedure.js";
import { toDataText } from "./data-text.js";
import { mergePatch } from "./merge-patch.js";
import { orKeyTaken, toOnce } from "./once.js";

/** Changes a part of a user's data, and leaves the rest as it is when this very change is written. */
export const patch = procedure
  .input(PatchUserInput)
  .output(User)
  .mutation(async ({ ctx: { actor, services }, input }) => {
    const { id, set, unset, ifVersion, idempotencyKey: key = "" } = input;
    authorize(actor, "write", id);
    const { steps } = readPatch({ set, unset });
    const schema = await services.dataSchemas.current(actor.appId);
    const once = key === "" ? undefined : toOnce("users.patch", key, input);
    const patched = await services.database.userPatches.patch(
      { appId: actor.appId, id, ifVersion, once },
      (data) => toDataText(holdTo(schema, mergePatch(data, steps)), services.maxDataBytes),
    );
    const user = orKeyTaken(patched, { key, id });
    if (!user) throw noSuchUser(id);
    if ("currentVersion" in user) throw staleVersion(id, user.currentVersion);
    return user;
  });
