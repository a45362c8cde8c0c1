import { ReplayedUser, RevertUserInput } from "@roster/contract";
import { procedureFor } from "../trpc/procedure.js";
import { returnUser } from "./hold-users.js";
import { planReverts, revertUser } from "./revert/revert-user.js";
import { requireUser } from "./user-errors.js";

/** Restores a user's data of an earlier version, as an update: schema and unique indexes apply. */
export const revert = procedureFor({ scope: "users:write", role: "editor" })
  .input(RevertUserInput)
  .output(ReplayedUser)
  .mutation(async ({ ctx, input }) => {
    const planned = await planReverts(ctx, [input], 0);
    const [reverted = null] = await Promise.all(planned.map((one) => revertUser(ctx, one)));
    return returnUser(ctx, requireUser(input.id, reverted));
  });
