import { AddUserInput, AddUserResult, AppError } from "@roster/contract";
import { authorize } from "../auth/actor.js";
import { procedure } from "../trpc/procedure.js";
import { toDataJson } from "./data/data-json.js";
import { rejectKeyReuse, toIdempotentCall } from "./idempotency/idempotent-call.js";

/** Adds a user. An id that exists is CONFLICT, or, with `getOrCreate`, the stored user, unchanged. */
export const add = procedure
  .input(AddUserInput)
  .output(AddUserResult)
  .mutation(async ({ ctx, input }) => {
    const { id, data = {}, getOrCreate = false, idempotencyKey: key } = input;
    const { actor, services } = ctx;
    authorize(actor, "write", id);
    await services.dataSchemas.assertValid(actor.appId, data);
    const text = toDataJson(data, services.maxDataBytes);
    const { users, idempotentUsers } = services.database;
    const { appId } = actor;
    const verb = getOrCreate ? "findOrInsert" : "insertOrFind";
    const idempotency = key !== undefined && toIdempotentCall("users.add", key, input);
    const { user, inserted } = idempotency
      ? rejectKeyReuse(await idempotentUsers[verb]({ appId, id, dataJson: text }, idempotency), {
          key: idempotency.rawKey,
          id,
        })
      : await users[verb](appId, id, text);
    if (!inserted && !getOrCreate) {
      throw new AppError("CONFLICT", `User ${id} exists already`, { details: { id } });
    }
    return { user, created: inserted };
  });
