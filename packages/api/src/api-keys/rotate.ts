import { ApiKeySecret, AppError, RotateApiKeyInput } from "@roster/contract";
import { type ApiKeyRow, toTimestamp } from "@roster/db";
import { recordEvent } from "../changes/record-event.js";
import { nowOf } from "../trpc/now-of.js";
import { procedureFor } from "../trpc/procedure.js";
import { assertNotOutlived } from "./assert-expiry.js";
import { changeApiKey } from "./change-api-key.js";
import { toApiKey } from "./to-api-key.js";

/** Gives a key a new secret, and accepts the current one until the overlap ends. */
export const rotate = procedureFor({ scope: "keys:write", role: "editor" })
  .input(RotateApiKeyInput)
  .output(ApiKeySecret)
  .mutation(({ ctx, input: { key, overlapSeconds } }) => {
    const { keyring } = ctx.services;
    let first: ApiKeyRow | undefined;
    return changeApiKey(ctx, key, async (seen) => {
      // The same secret under a new master key is no rotation.
      if (first && first.secret !== seen.secret && keyring.reveal(first) !== keyring.reveal(seen)) {
        throw new AppError("CONFLICT", `Another call has just rotated the API key ${key}`);
      }
      const now = nowOf(ctx);
      assertNotOutlived(ctx.actor, toApiKey(seen, now).expiresAt);
      const until = overlapSeconds === 0 ? null : now + BigInt(overlapSeconds) * 1_000_000n;
      const previousSecretUntil = until === null ? null : toTimestamp(until);
      // First: if it failed afterwards, the caller would not see the secret, and its applications would stop working.
      const details = { apiKey: key, name: seen.name, previousSecretUntil };
      if (!first) await recordEvent(ctx, "apiKey.rotated", { details });
      first = seen;
      const rotated = await keyring.rotate(seen, until);
      return rotated && { apiKey: toApiKey(rotated.row, now), secret: rotated.secret };
    });
  });
