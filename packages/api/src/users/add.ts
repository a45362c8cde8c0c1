import { AddUserInput, AddUserResult, AppError } from "@roster/contract";
import { authorize } from "../auth/actor.js";
import { procedure } from "../trpc.js";
import { toDataText } from "./data-text.js";

/** Adds a user. An id that exists is CONFLICT, or, with `getOrCreate`, the stored user, unchanged. */
export const add = procedure
  .input(AddUserInput)
  .output(AddUserResult)
  .mutation(async ({ ctx, input: { id, data = {}, getOrCreate = false } }) => {
    const { actor, services } = ctx;
    authorize(actor, "write", id);
    await services.dataSchemas.hold(actor.appId, data);
    const text = toDataText(data, services.maxDataBytes);
    const { users } = services.database;
    const { user, inserted } = getOrCreate
      ? await users.findOrInsert(actor.appId, id, text)
      : await users.insertOrFind(actor.appId, id, text);
    if (!inserted && !getOrCreate) {
      throw new AppError("CONFLICT", `User ${id} exists already`, { details: { id } });
    }
    return { user, created: inserted };
  });
