import { AppError, RecoveryCodesResult } from "@roster/contract";
import { procedureFor } from "../../trpc/procedure.js";
import { authorizeRecentSession } from "./authorize-recent-session.js";
import { replaceRecoveryCodes } from "./recovery-codes.js";

/** Replaces the recovery codes; the earlier ones no longer work. */
export const createRecoveryCodes = procedureFor({ scope: null, role: "viewer" })
  .output(RecoveryCodesResult)
  .mutation(async ({ ctx }) => {
    const { adminId } = await authorizeRecentSession(ctx.actor, ctx.services);
    const { passkeys, hasTotp } = await ctx.services.database.secondFactors.count(adminId);
    if (passkeys === 0 && !hasTotp) {
      throw new AppError("FORBIDDEN", "Add a passkey or an authenticator app first");
    }
    return { recoveryCodes: await replaceRecoveryCodes(ctx, adminId) };
  });
