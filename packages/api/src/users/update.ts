import { UpdateUserInput, User } from "@roster/contract";
import { authorize } from "../auth/actor.js";
import { noSuchUser, procedure } from "../trpc.js";
import { toDataText } from "./data-text.js";

/** Replaces a user's data whole. */
export const update = procedure
  .input(UpdateUserInput)
  .output(User)
  .mutation(async ({ ctx: { actor, services }, input: { id, data } }) => {
    authorize(actor, "write", id);
    const text = toDataText(data, services.maxDataBytes);
    const user = await services.database.users.replaceData(actor.appId, id, text);
    if (!user) throw noSuchUser(id);
    return user;
  });
