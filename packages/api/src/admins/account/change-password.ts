import { AppError, ChangePasswordInput, invalid } from "@roster/contract";
import { INSTALLATION } from "@roster/db";
import { z } from "zod";
import { hashPassword, verifyPassword } from "../password.js";
import { recordEvent } from "../../changes/record-event.js";
import { procedureFor } from "../../trpc/procedure.js";
import { authorizeSession } from "./authorize-session.js";

/** Changes the password and ends all other sessions. Wrong old passwords are limited as at sign-in. */
export const changePassword = procedureFor({ scope: null, role: "viewer" })
  .input(ChangePasswordInput)
  .output(z.object({ changed: z.literal(true) }))
  .mutation(async ({ ctx, input: { oldPassword, newPassword } }) => {
    const { actor, services } = ctx;
    const sessionId = authorizeSession(actor);
    const { admin } = services.database;
    const stored = await admin.getPassword();
    const source = { name: `session ${sessionId}`, isUntrusted: false };
    const isRight = await services.signInLimits.attempt(source, async () =>
      stored === null ? false : verifyPassword(oldPassword, stored.passwordHash),
    );
    if (!isRight || !stored) {
      throw invalid([{ path: ["oldPassword"], message: "is not the administrator's password" }]);
    }
    const passwordHash = await hashPassword(newPassword);
    const changed = await admin.updatePassword({
      passwordHash,
      ifUpdatedAt: stored.updatedAt,
      keptSession: sessionId,
    });
    if (!changed) {
      throw new AppError(
        "CONFLICT",
        "The password has changed in the meantime; sign in with the new one",
        { details: { id: "admin" } },
      );
    }
    await recordEvent(ctx, "admin.passwordChanged", { appId: INSTALLATION });
    return { changed };
  });
