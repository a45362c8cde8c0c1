import { AppError, RevokeApiKeyInput } from "@roster/contract";
import { z } from "zod";
import { authorizeAdmin } from "../auth/actor.js";
import { recordEvent } from "../changes/record-event.js";
import { procedure } from "../trpc/procedure.js";

/** Revokes a key permanently: immediately in this process, within five seconds in all others. */
export const revoke = procedure
  .input(RevokeApiKeyInput)
  .output(z.object({ key: z.string() }))
  .mutation(async ({ ctx, input: { key } }) => {
    const { actor, services } = ctx;
    authorizeAdmin(actor);
    const revoked = await services.keyring.revoke(actor.appId, key);
    if (!revoked) {
      throw new AppError("NOT_FOUND", `There is no active API key ${key}`, {
        details: { id: key },
      });
    }
    await recordEvent(ctx, "apiKey.revoked", { details: { apiKey: key } });
    return { key };
  });
