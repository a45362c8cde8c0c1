import { RemoveUserInput, RemoveUserResult } from "@roster/contract";
import { authorize } from "../auth/actor.js";
import { noSuchUser, procedure } from "../trpc.js";

export const remove = procedure
  .input(RemoveUserInput)
  .output(RemoveUserResult)
  .mutation(async ({ ctx: { actor, services }, input: { id } }) => {
    authorize(actor, "delete", id);
    const removed = await services.database.users.delete(actor.appId, id);
    if (!removed) throw noSuchUser(id);
    return { id };
  });
