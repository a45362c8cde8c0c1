import { AddUserInput, AddUserResult, AppError } from "@roster/contract";
import { trustedJsonText } from "@roster/contract/json";
import { authorize, ownerOf } from "../auth/actor.js";
import { sourceOf } from "../changes/source-of.js";
import { procedure } from "../trpc/procedure.js";
import { toDataJson } from "./data/data-json.js";
import { holdUsers } from "./hold-users.js";
import { toIdempotentCall } from "./idempotency/idempotent-call.js";

const EMPTY = trustedJsonText("{}");

/** Adds a user. An existing id is CONFLICT, or, with `getOrCreate`, returns the unchanged stored user. */
export const add = procedure
  .input(AddUserInput)
  .output(AddUserResult)
  .mutation(async ({ ctx, input }) => {
    const { actor, services } = ctx;
    const { id, data = EMPTY, getOrCreate, idempotencyKey: key } = input;
    authorize(actor, "write", id);
    const dataJson = toDataJson(data, services.maxDataBytes);
    await services.dataSchemas.assertValid(ownerOf(actor), data);
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
      throw new AppError("CONFLICT", `User ${id} already exists`, { details: { id } });
    }
    holdUsers(ctx, [outcome.user]);
    return { user: outcome.user, created: outcome.status === "created" };
  });
