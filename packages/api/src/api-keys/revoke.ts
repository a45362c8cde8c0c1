import { AppError, RevokeApiKeyInput } from "@roster/contract";
import { z } from "zod";
import { recordEvent } from "../changes/record-event.js";
import { procedureFor } from "../trpc/procedure.js";

/** Revokes a key permanently: immediately in this process, within five seconds in all others. */
export const revoke = procedureFor({ scope: "keys:write", role: "editor" })
  .input(RevokeApiKeyInput)
  .output(z.object({ key: z.string() }))
  .mutation(async ({ ctx, input: { key } }) => {
    const { actor, services } = ctx;
    const revoked = await services.keyring.revoke(actor.appId, key);
    if (!revoked) {
      throw new AppError("NOT_FOUND", `There is no active API key ${key}`, {
        details: { id: key },
      });
    }
    await recordEvent(ctx, "apiKey.revoked", { details: { apiKey: key } });
    return { key };
  });
