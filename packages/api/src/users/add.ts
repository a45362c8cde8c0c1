import { AddUserInput, AddUserResult } from "@roster/contract";
import { trustedJsonText } from "@roster/contract/json";
import { assertOwn } from "../auth/access.js";
import { ownerOf } from "../auth/actor.js";
import { sourceOf } from "../changes/source-of.js";
import { procedureFor } from "../trpc/procedure.js";
import { assertNotRemoved } from "./assert-not-removed.js";
import { toDataJson } from "./data/data-json.js";
import { returnUser } from "./hold-users.js";
import { toIdempotentCall } from "./idempotency/idempotent-call.js";
import { assertNoHiddenUnique } from "./unique-guard.js";
import { userExists } from "./user-errors.js";

const EMPTY = trustedJsonText("{}");

/** Adds a user. An existing id is CONFLICT, or, with `getOrCreate`, returns the unchanged stored user. */
export const add = procedureFor({ scope: "users:write", role: "editor", endUsers: true })
  .input(AddUserInput)
  .output(AddUserResult)
  .mutation(async ({ ctx, input }) => {
    const { actor, services } = ctx;
    const { id, data = EMPTY, getOrCreate, idempotencyKey: key } = input;
    assertOwn(actor, id);
    await assertNotRemoved(ctx);
    const dataJson = toDataJson(data, services.maxDataBytes);
    await services.dataSchemas.assertValid(ownerOf(actor), data);
    await assertNoHiddenUnique(ctx, [dataJson]);
    const outcome = await services.database.users
      .by(sourceOf(ctx))
      .add(
        actor.appId,
        { id, dataJson, getOrCreate },
        key === undefined
          ? undefined
          : toIdempotentCall({ procedure: "users.add", key, actor, id }, input),
      );
    if (outcome.status === "conflict") {
      const deleted = await services.database.users.findDeleted(actor.appId, [id]);
      throw userExists(id, deleted.get(id));
    }
    const user = returnUser(ctx, outcome.user);
    return { user, created: outcome.status === "created" };
  });
