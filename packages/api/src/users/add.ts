import { AddUserInput, AddUserResult, AppError } from "@roster/contract";
import { trustedJsonText } from "@roster/contract/json";
import { authorize } from "../auth/actor.js";
import { procedure } from "../trpc/procedure.js";
import { toDataJson } from "./data/data-json.js";
import { rejectKeyReuse, toIdempotentCall } from "./idempotency/idempotent-call.js";

const EMPTY = trustedJsonText("{}");

/** Adds a user. An existing id is CONFLICT, or, with `getOrCreate`, returns the unchanged stored user. */
export const add = procedure
  .input(AddUserInput)
  .output(AddUserResult)
  .mutation(async ({ ctx, input }) => {
    const { id, data = EMPTY, getOrCreate = false, idempotencyKey: key } = input;
    const { actor, services } = ctx;
    authorize(actor, "write", id);
    await services.dataSchemas.assertValid(actor.appId, data);
    const dataJson = toDataJson(data, services.maxDataBytes);
    const { users, idempotentUsers } = services.database;
    const { appId } = actor;
    const verb = getOrCreate ? "findOrInsert" : "insertOrFind";
    const idempotency = key !== undefined && toIdempotentCall("users.add", key, input);
    const { user, inserted } = idempotency
      ? rejectKeyReuse(
          await idempotentUsers[verb]({ appId, id, dataJson }, idempotency),
          idempotency,
          id,
        )
      : await users[verb](appId, id, dataJson);
    if (!inserted && !getOrCreate) {
      throw new AppError("CONFLICT", `User ${id} already exists`, { details: { id } });
    }
    return { user, created: inserted };
  });
