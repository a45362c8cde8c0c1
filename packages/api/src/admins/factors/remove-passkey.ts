import { AppError, RemovePasskeyInput } from "@roster/contract";
import { INSTALLATION } from "@roster/db";
import { recordEvent } from "../../changes/record-event.js";
import { procedureFor } from "../../trpc/procedure.js";
import { authorizeRecentSession } from "./authorize-recent-session.js";

/** Removes a passkey of the administrator. */
export const removePasskey = procedureFor({ scope: null, role: "viewer" })
  .input(RemovePasskeyInput)
  .output(RemovePasskeyInput)
  .mutation(async ({ ctx, input: { id } }) => {
    const { database } = ctx.services;
    const { adminId } = await authorizeRecentSession(ctx.actor, ctx.services);
    const removed = await database.passkeys.remove(adminId, id);
    if (!removed) throw new AppError("NOT_FOUND", "There is no such passkey", { details: { id } });
    await database.secondFactors.removeUnusedRecoveryCodes(adminId);
    const details = { name: removed.name };
    await recordEvent(ctx, "admin.passkeyRemoved", { appId: INSTALLATION, details });
    return { id };
  });
