import { AddUserInput, AddUserResult, AppError } from "@roster/contract";
import { authorize } from "../auth/actor.js";
import { procedure } from "../trpc/procedure.js";
import { toDataText } from "./data-text.js";
import { orKeyTaken, toOnce } from "./once.js";

/** Adds a user. An id that exists is CONFLICT, or, with `getOrCreate`, the stored user, unchanged. */
export const add = procedure
  .input(AddUserInput)
  .output(AddUserResult)
  .mutation(async ({ ctx, input }) => {
    const { id, data = {}, getOrCreate = false, idempotencyKey: key } = input;
    const { actor, services } = ctx;
    authorize(actor, "write", id);
    await services.dataSchemas.hold(actor.appId, data);
    const text = toDataText(data, services.maxDataBytes);
    const { users, onceUsers } = services.database;
    const { appId } = actor;
    const verb = getOrCreate ? "findOrInsert" : "insertOrFind";
    const once = key !== undefined && toOnce("users.add", key, input);
    const { user, inserted } = once
      ? orKeyTaken(await onceUsers[verb]({ appId, id, data: text }, once), { key: once.name, id })
      : await users[verb](appId, id, text);
    if (!inserted && !getOrCreate) {
      throw new AppError("CONFLICT", `User ${id} exists already`, { details: { id } });
    }
    return { user, created: inserted };
  });
