import { AppError, CreateTokenInput, CreateTokenResult } from "@roster/contract";
import { toTimestamp } from "@roster/db";
import { isActive } from "../auth/key-rights.js";
import { signToken } from "../auth/token.js";
import { recordEvent } from "../changes/record-event.js";
import { nowOf } from "../trpc/now-of.js";
import { procedureFor } from "../trpc/procedure.js";

/**
 * Creates a token, signed with the secret of the given active key, or else of the newest one. A server token
 * allows its action on the app's users; a user token acts as the user, who need not exist yet.
 */
export const create = procedureFor({ scope: null, role: "editor" })
  .input(CreateTokenInput)
  .output(CreateTokenResult)
  .mutation(async ({ ctx, input }) => {
    const { actor, services } = ctx;
    const keys = await services.database.apiKeys.list(actor.appId);
    const now = nowOf(ctx);
    const activeKeys = keys.filter((key) => isActive(key, now));
    const key =
      input.apiKey === undefined
        ? activeKeys.at(-1)
        : activeKeys.find((candidate) => candidate.key === input.apiKey);
    if (!key) {
      const id = input.apiKey ?? "";
      const message =
        id === ""
          ? "There is no active API key; add one first"
          : `There is no active API key ${id}`;
      throw new AppError("NOT_FOUND", message, { details: { id } });
    }
    const claims =
      input.kind === "user"
        ? { user_id: input.userId }
        : { resource: "*", action: input.action, feed_id: "*" };
    const { expiresInSeconds } = input;
    const { token, expiresAt } = await signToken(claims, {
      secret: services.keyring.reveal(key),
      now: services.now(),
      expiresInSeconds,
    });
    const end = expiresAt && toTimestamp(toMicros(expiresAt));
    const [userId, scope] =
      input.kind === "user" ? [input.userId, {}] : [undefined, { action: input.action }];
    const details = { kind: input.kind, ...scope, apiKey: key.key, expiresAt: end };
    await recordEvent(ctx, "token.created", { userId, details });
    return { token, apiKey: key.key, expiresAt: end };
  });

const toMicros = (at: Date) => BigInt(at.getTime()) * 1000n;
