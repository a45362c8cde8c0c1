import { AddApiKeyInput, AddApiKeyResult } from "@roster/contract";
import { recordEvent } from "../changes/record-event.js";
import { procedureFor } from "../trpc/procedure.js";
import { toApiKey } from "./to-api-key.js";

export const add = procedureFor({ scope: "keys:write", role: "editor" })
  .input(AddApiKeyInput)
  .output(AddApiKeyResult)
  .mutation(async ({ ctx, input: { name, readsAudit = false } }) => {
    const { actor, services } = ctx;
    const { row, secret } = await services.keyring.add(actor.appId, { name, readsAudit });
    try {
      await recordEvent(ctx, "apiKey.added", { details: { apiKey: row.key, name, readsAudit } });
    } catch (error) {
      // The caller never sees the secret.
      await services.keyring.revoke(actor.appId, row.key);
      throw error;
    }
    return { apiKey: toApiKey(row), secret };
  });
