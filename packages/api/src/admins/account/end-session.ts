import { AppError, EndSessionInput } from "@roster/contract";
import { INSTALLATION } from "@roster/db";
import { z } from "zod";
import { recordEvent } from "../../changes/record-event.js";
import { procedureFor } from "../../trpc/procedure.js";
import { authorizeSession } from "./authorize-session.js";

/** Ends one of the administrator's own sessions: the next request of its browser is rejected. */
export const endSession = procedureFor({ scope: null, role: "viewer" })
  .input(EndSessionInput)
  .output(z.object({ id: z.string() }))
  .mutation(async ({ ctx, input: { id } }) => {
    const { adminId } = authorizeSession(ctx.actor);
    const isEnded = await ctx.services.database.adminSessions.remove(id, adminId);
    if (!isEnded) {
      throw new AppError("NOT_FOUND", "This session has already ended", { details: { id } });
    }
    await recordEvent(ctx, "admin.sessionsEnded", { appId: INSTALLATION, details: { ended: 1 } });
    return { id };
  });
