import { GetUserInput, User } from "@roster/contract";
import { authorize } from "../auth/actor.js";
import { procedure } from "../trpc/procedure.js";
import { holdUsers } from "./hold-users.js";
import { userNotFound } from "./user-errors.js";

export const get = procedure
  .input(GetUserInput)
  .output(User)
  .query(async ({ ctx, input: { id } }) => {
    const { actor, services } = ctx;
    authorize(actor, "read", id);
    const user = await services.database.users.get(actor.appId, id);
    if (!user) throw userNotFound(id);
    holdUsers(ctx, [user]);
    return user;
  });
