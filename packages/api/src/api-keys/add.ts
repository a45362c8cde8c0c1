import { AddApiKeyInput, ApiKeySecret, legacyScopes } from "@roster/contract";
import { assertHolds } from "../auth/access.js";
import { recordEvent } from "../changes/record-event.js";
import { nowOf } from "../trpc/now-of.js";
import { procedureFor } from "../trpc/procedure.js";
import { assertNotOutlived, assertUpcoming, latestExpiryOf } from "./assert-expiry.js";
import { describeRights } from "./describe-rights.js";
import { toApiKey } from "./to-api-key.js";

export const add = procedureFor({ scope: "keys:write", role: "editor" })
  .input(AddApiKeyInput)
  .output(ApiKeySecret)
  .mutation(async ({ ctx, input }) => {
    const { actor, services } = ctx;
    const scopes = input.scopes ?? [...legacyScopes];
    assertUpcoming(ctx, input);
    assertHolds(actor, scopes);
    const { expiresAt = latestExpiryOf(actor) } = input;
    assertNotOutlived(actor, expiresAt);
    const rights = { ...input, scopes, expiresAt };
    const { row, secret } = await services.keyring.add(actor.appId, rights);
    try {
      const details = { apiKey: row.key, ...describeRights(row) };
      await recordEvent(ctx, "apiKey.added", { details });
    } catch (error) {
      // The caller never sees the secret.
      await services.keyring.revoke(actor.appId, row.key);
      throw error;
    }
    return { apiKey: toApiKey(row, nowOf(ctx)), secret };
  });
