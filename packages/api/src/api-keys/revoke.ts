import { AppError, RevokeApiKeyInput } from "@roster/contract";
import { z } from "zod";
import { authorizeAdmin } from "../auth/actor.js";
import { procedure } from "../trpc/procedure.js";

/** Revokes a key permanently: immediately in this process, within five seconds in all others. */
export const revoke = procedure
  .input(RevokeApiKeyInput)
  .output(z.object({ key: z.string() }))
  .mutation(async ({ ctx: { actor, services }, input: { key } }) => {
    authorizeAdmin(actor);
    const revoked = await services.keyring.revoke(actor.appId, key);
    if (!revoked) {
      throw new AppError("NOT_FOUND", `There is no active API key ${key}`, {
        details: { id: key },
      });
    }
    return { key };
  });
