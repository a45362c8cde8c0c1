import { RevokeApiKeyInput } from "@roster/contract";
import { z } from "zod";
import { recordEvent } from "../changes/record-event.js";
import { procedureFor } from "../trpc/procedure.js";
import { changeApiKey } from "./change-api-key.js";

/** Revokes a key permanently: immediately in this process, within five seconds in all others. */
export const revoke = procedureFor({ scope: "keys:write", role: "editor" })
  .input(RevokeApiKeyInput)
  .output(z.object({ key: z.string() }))
  .mutation(async ({ ctx, input: { key } }) => {
    const { keyring } = ctx.services;
    await changeApiKey(ctx, key, async ({ appId }) => (await keyring.revoke(appId, key)) || null);
    await recordEvent(ctx, "apiKey.revoked", { details: { apiKey: key } });
    return { key };
  });
