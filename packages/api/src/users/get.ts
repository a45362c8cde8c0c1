import { GetUserInput, User } from "@roster/contract";
import { authorize } from "../auth/actor.js";
import { procedure } from "../trpc/procedure.js";
import { userNotFound } from "./user-errors.js";

export const get = procedure
  .input(GetUserInput)
  .output(User)
  .query(async ({ ctx: { actor, services }, input: { id } }) => {
    authorize(actor, "read", id);
    const user = await services.database.users.get(actor.appId, id);
    if (!user) throw userNotFound(id);
    return user;
  });
