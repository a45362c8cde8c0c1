import { GetUserInput, User } from "@roster/contract";
import { authorize, authorizeApp } from "../auth/actor.js";
import { procedure } from "../trpc/procedure.js";
import { holdUsers } from "./hold-users.js";
import { userNotFound } from "./user-errors.js";

export const get = procedure
  .input(GetUserInput)
  .output(User)
  .query(async ({ ctx, input: { id, includeDeleted = false } }) => {
    const { actor, services } = ctx;
    authorize(actor, "read", id);
    if (includeDeleted) authorizeApp(actor, "read");
    const stored = await services.database.users.get(actor.appId, id);
    const [user] = holdUsers(ctx, stored ? [stored] : []);
    if (!user || (user.status === "deleted" && !includeDeleted)) throw userNotFound(id);
    return user;
  });
