import { AppError, CreateTokenInput, CreateTokenResult } from "@roster/contract";
import { type ApiKeyRow, toTimestamp } from "@roster/db";
import { assertActions } from "../auth/access.js";
import type { Actor } from "../auth/actor.js";
import { isActive } from "../auth/key-rights.js";
import { parseActions, signToken } from "../auth/token.js";
import { recordEvent } from "../changes/record-event.js";
import type { Context } from "../trpc/context.js";
import { nowOf } from "../trpc/now-of.js";
import { procedureFor } from "../trpc/procedure.js";

/**
 * Creates a token. A server token allows its action on the app's users; a user token acts as the user, who need not
 * exist yet. It is signed with the given key, or by default with the caller's own or the newest one. A server token
 * creates only tokens that allow no more than itself, signed with its own key and no longer valid than itself.
 */
export const create = procedureFor({ scope: "tokens:create", role: "editor" })
  .input(CreateTokenInput)
  .output(CreateTokenResult)
  .mutation(async ({ ctx, input }) => {
    const { actor, services } = ctx;
    // A user token may add, read, change and remove its user.
    const action = input.kind === "user" ? "*" : input.action;
    if (actor.kind === "server") assertActions(actor, parseActions(action));
    const key = await findSigningKey(ctx, input.apiKey);
    const claims =
      input.kind === "user"
        ? { user_id: input.userId }
        : { resource: "*", action: input.action, feed_id: "*" };
    const issuedAt = Math.floor(services.now().getTime() / 1000);
    const expiresAt = findExpiry(actor, issuedAt, input.expiresInSeconds);
    const secret = services.keyring.reveal(key);
    const token = await signToken(claims, { secret, issuedAt, expiresAt });
    const end = expiresAt === undefined ? null : toTimestamp(toMicros(expiresAt));
    const [userId, scope] =
      input.kind === "user" ? [input.userId, {}] : [undefined, { action: input.action }];
    const details = { kind: input.kind, ...scope, apiKey: key.key, expiresAt: end };
    await recordEvent(ctx, "token.created", { userId, details });
    return { token, apiKey: key.key, expiresAt: end };
  });

type TokenContext = Pick<Context, "services"> & { readonly actor: Actor };

async function findSigningKey(
  context: TokenContext,
  wanted: string | undefined,
): Promise<ApiKeyRow> {
  const { actor, services } = context;
  const own = actor.kind === "server" ? actor.apiKey : undefined;
  if (own !== undefined && wanted !== undefined && wanted !== own) {
    throw new AppError("FORBIDDEN", `A server token can use only its own API key, ${own}`);
  }
  const id = wanted ?? own;
  const keys = await services.database.apiKeys.list(actor.appId);
  const now = nowOf(context);
  const key = keys.findLast((row) => isActive(row, now) && (id === undefined || row.key === id));
  if (key) return key;
  const message =
    id === undefined
      ? "There is no active API key; add one first"
      : `There is no active API key ${id}`;
  throw new AppError("NOT_FOUND", message, { details: { id: id ?? "" } });
}

/** In seconds since 1970; undefined: never. By default, the caller's token and the new one expire together. */
function findExpiry(actor: Actor, issuedAt: number, lifetime?: number): number | undefined {
  const latest = actor.kind === "server" ? actor.expiresAt : undefined;
  const expiry = lifetime === undefined ? latest : issuedAt + lifetime;
  if (latest === undefined || expiry === undefined || expiry <= latest) return expiry;
  const end = toTimestamp(toMicros(latest));
  throw new AppError(
    "FORBIDDEN",
    `This token cannot create tokens that expire after it, at ${end}`,
  );
}

const toMicros = (seconds: number) => BigInt(Math.floor(seconds * 1_000_000));
