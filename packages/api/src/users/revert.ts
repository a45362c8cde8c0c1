import { RevertUserInput, User } from "@roster/contract";
import { authorizeApp } from "../auth/actor.js";
import { procedure } from "../trpc/procedure.js";
import { returnUser } from "./hold-users.js";
import { planReverts, revertUser } from "./revert/revert-user.js";
import { requireUser } from "./user-errors.js";

/** Restores a user's data of an earlier version, as an update: schema and unique indexes apply. */
export const revert = procedure
  .input(RevertUserInput)
  .output(User)
  .mutation(async ({ ctx, input }) => {
    authorizeApp(ctx.actor, "write");
    const planned = await planReverts(ctx, [input], 0);
    const [reverted = null] = await Promise.all(planned.map((one) => revertUser(ctx, one)));
    return returnUser(ctx, requireUser(input.id, reverted));
  });
