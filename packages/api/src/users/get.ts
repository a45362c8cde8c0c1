import { GetUserInput, User } from "@roster/contract";
import { assertBackend } from "../auth/access.js";
import { procedureFor } from "../trpc/procedure.js";
import { holdVisibleUsers } from "./hold-users.js";
import { userNotFound } from "./user-errors.js";
import { authorizeRead } from "./visibility.js";

export const get = procedureFor({ scope: "users:read", role: "viewer", endUsers: true })
  .input(GetUserInput)
  .output(User)
  .query(async ({ ctx, input: { id, includeDeleted = false } }) => {
    const { actor, services } = ctx;
    if (includeDeleted) assertBackend(actor);
    const publicPaths = await authorizeRead(ctx, [id]);
    const stored = await services.database.users.get(actor.appId, id);
    const isHidden = stored?.status === "deleted" && !includeDeleted;
    const [user] = await holdVisibleUsers(ctx, stored ? [stored] : [], publicPaths);
    if (!user || isHidden) throw userNotFound(id);
    return user;
  });
