import { AppError, EndSessionInput } from "@roster/contract";
import { z } from "zod";
import { procedure } from "../../trpc/procedure.js";
import { authorizeSession } from "./authorize-session.js";

/** Ends one session: the next request of its browser is rejected. */
export const endSession = procedure
  .input(EndSessionInput)
  .output(z.object({ id: z.string() }))
  .mutation(async ({ ctx: { actor, services }, input: { id } }) => {
    authorizeSession(actor);
    const isEnded = await services.database.adminSessions.remove(id);
    if (!isEnded) {
      throw new AppError("NOT_FOUND", "This session has already ended", { details: { id } });
    }
    return { id };
  });
