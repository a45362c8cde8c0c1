import { INSTALLATION } from "@roster/db";
import { z } from "zod";
import { recordEvent } from "../../changes/record-event.js";
import { procedureFor } from "../../trpc/procedure.js";
import { authorizeRecentSession } from "./authorize-recent-session.js";

/** Removes the authenticator app; `removed` is false without one. */
export const removeTotp = procedureFor({ scope: null, role: "viewer" })
  .output(z.object({ removed: z.boolean() }))
  .mutation(async ({ ctx }) => {
    const { database } = ctx.services;
    const { adminId } = await authorizeRecentSession(ctx.actor, ctx.services);
    const removed = await database.secondFactors.removeTotp(adminId);
    if (removed) {
      await database.secondFactors.removeUnusedRecoveryCodes(adminId);
      await recordEvent(ctx, "admin.totpRemoved", { appId: INSTALLATION });
    }
    return { removed };
  });
