import { AppError, ChangePasswordInput } from "@roster/contract";
import { INSTALLATION } from "@roster/db";
import { z } from "zod";
import { hashPassword } from "../password.js";
import { recordEvent } from "../../changes/record-event.js";
import { procedureFor } from "../../trpc/procedure.js";
import { authorizeSession } from "./authorize-session.js";
import { verifyOwnPassword } from "./verify-own-password.js";

/** Changes the password and ends all other sessions. Wrong old passwords are limited as at sign-in. */
export const changePassword = procedureFor({ scope: null, role: "viewer" })
  .input(ChangePasswordInput)
  .output(z.object({ changed: z.literal(true) }))
  .mutation(async ({ ctx, input: { oldPassword, newPassword } }) => {
    const { adminId, sessionId } = authorizeSession(ctx.actor);
    const { credentialsAt } = await verifyOwnPassword(ctx, {
      password: oldPassword,
      path: ["oldPassword"],
    });
    const passwordHash = await hashPassword(newPassword);
    const changed = await ctx.services.database.admins.updatePassword(adminId, {
      passwordHash,
      ifCredentialsAt: credentialsAt,
      keptSession: sessionId,
    });
    if (!changed) {
      throw new AppError(
        "CONFLICT",
        "The password has changed in the meantime; sign in with the new one",
        { details: { id: adminId } },
      );
    }
    await recordEvent(ctx, "admin.passwordChanged", { appId: INSTALLATION });
    return { changed };
  });
