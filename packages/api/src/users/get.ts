import { GetUserInput, User } from "@roster/contract";
import { authorize } from "../auth/actor.js";
import { userNotFound, procedure } from "../trpc/procedure.js";

export const get = procedure
  .input(GetUserInput)
  .output(User)
  .query(async ({ ctx: { actor, services }, input: { id } }) => {
    authorize(actor, "read", id);
    const user = await services.database.users.get(actor.appId, id);
    if (!user) throw userNotFound(id);
    return user;
  });
