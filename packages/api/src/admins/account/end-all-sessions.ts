import { INSTALLATION } from "@roster/db";
import { z } from "zod";
import { recordEvent } from "../../changes/record-event.js";
import { procedureFor } from "../../trpc/procedure.js";
import { authorizeSession } from "./authorize-session.js";

/** Ends all the administrator's own sessions, including the one that makes the call. */
export const endAllSessions = procedureFor({ scope: null, role: "viewer" })
  .output(z.object({ ended: z.int() }))
  .mutation(async ({ ctx }) => {
    const { adminId } = authorizeSession(ctx.actor);
    const ended = await ctx.services.database.adminSessions.removeAll(adminId);
    await recordEvent(ctx, "admin.sessionsEnded", { appId: INSTALLATION, details: { ended } });
    return { ended };
  });
