import { z } from "zod";
import { procedure } from "../../trpc/procedure.js";
import { authorizeSession } from "./authorize-session.js";

/** Ends all sessions, including the caller's. */
export const endAllSessions = procedure
  .output(z.object({ ended: z.int() }))
  .mutation(async ({ ctx: { actor, services } }) => {
    authorizeSession(actor);
    return { ended: await services.database.adminSessions.removeAll() };
  });
