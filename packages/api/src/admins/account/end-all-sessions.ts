import { INSTALLATION } from "@roster/db";
import { z } from "zod";
import { recordEvent } from "../../changes/record-event.js";
import { procedureFor } from "../../trpc/procedure.js";
import { authorizeSession } from "./authorize-session.js";

/** Ends all sessions, including the caller's. */
export const endAllSessions = procedureFor({ scope: null, role: "viewer" })
  .output(z.object({ ended: z.int() }))
  .mutation(async ({ ctx }) => {
    authorizeSession(ctx.actor);
    const ended = await ctx.services.database.adminSessions.removeAll();
    await recordEvent(ctx, "admin.sessionsEnded", { appId: INSTALLATION, details: { ended } });
    return { ended };
  });
