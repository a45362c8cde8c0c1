import { UpdateApiKeyInput, UpdateApiKeyResult } from "@roster/contract";
import { assertHolds } from "../auth/access.js";
import { recordEvent } from "../changes/record-event.js";
import { nowOf } from "../trpc/now-of.js";
import { procedureFor } from "../trpc/procedure.js";
import { assertNotOutlived, assertUpcoming } from "./assert-expiry.js";
import { changeApiKey } from "./change-api-key.js";
import { describeDifferences } from "./describe-rights.js";
import { toApiKey } from "./to-api-key.js";

/** Changes the rights or the name of a key: immediately in this process, within five seconds in all others. */
export const update = procedureFor({ scope: "keys:write", role: "editor" })
  .input(UpdateApiKeyInput)
  .output(UpdateApiKeyResult)
  .mutation(async ({ ctx, input: { key, ...changes } }) => {
    const { actor, services } = ctx;
    assertUpcoming(ctx, changes);
    const { expiresAt } = changes;
    if (expiresAt !== undefined) assertNotOutlived(actor, expiresAt);
    if (changes.scopes) assertHolds(actor, changes.scopes);
    const { before, after } = await changeApiKey(ctx, key, async (seen) => {
      const row = await services.keyring.update(seen, changes);
      return row && { before: seen, after: row };
    });
    const details = { apiKey: key, ...describeDifferences(before, after) };
    await recordEvent(ctx, "apiKey.updated", { details });
    return { apiKey: toApiKey(after, nowOf(ctx)) };
  });
