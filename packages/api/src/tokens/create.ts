import { AppError, CreateTokenInput, CreateTokenResult, type Scope } from "@roster/contract";
import { type ApiKeyRow, toTimestamp } from "@roster/db";
import { assertActions } from "../auth/access.js";
import type { Actor } from "../auth/actor.js";
import { isActive, scopesOf } from "../auth/key-rights.js";
import { parseActions, signToken } from "../auth/token.js";
import { recordEvent } from "../changes/record-event.js";
import type { Context } from "../trpc/context.js";
import { nowOf } from "../trpc/now-of.js";
import { procedureFor } from "../trpc/procedure.js";

/**
 * Creates a token. A server token allows its action on the app's users; a user token acts as the user, who need not
 * exist yet. It is signed with the given key, or by default with the caller's own or, for an
 * administrator, the newest one that allows what the token is for from everywhere. A server token creates only tokens that
 * allow no more than it does, signed with its own secret, and that expire no later than it does.
 */
export const create = procedureFor({ scope: "tokens:create", role: "editor" })
  .input(CreateTokenInput)
  .output(CreateTokenResult)
  .mutation(async ({ ctx, input }) => {
    const { actor, services } = ctx;
    // A user token may add, read, change and remove its user.
    const action = input.kind === "user" ? "*" : input.action;
    if (actor.kind === "server") assertActions(actor, parseActions(action));
    const key = await findSigningKey(ctx, input);
    const claims =
      input.kind === "user"
        ? { user_id: input.userId }
        : { resource: "*", action: input.action, feed_id: "*" };
    const issuedAt = Math.floor(services.now().getTime() / 1000);
    const expiresAt = findExpiry(actor, issuedAt, input.expiresInSeconds);
    const secret = revealSecret(ctx, key);
    const token = await signToken(claims, { secret, issuedAt, expiresAt });
    const end = expiresAt === undefined ? null : toTimestamp(toMicros(expiresAt));
    const [userId, scope] =
      input.kind === "user" ? [input.userId, {}] : [undefined, { action: input.action }];
    const details = { kind: input.kind, ...scope, apiKey: key.key, expiresAt: end };
    await recordEvent(ctx, "token.created", { userId, details });
    return { token, apiKey: key.key, expiresAt: end };
  });

type TokenContext = Pick<Context, "services"> & { readonly actor: Actor };

async function findSigningKey(context: TokenContext, input: CreateTokenInput): Promise<ApiKeyRow> {
  const { actor, services } = context;
  const own = actor.kind === "server" ? actor.apiKey : undefined;
  const wanted = input.apiKey;
  if (own !== undefined && wanted !== undefined && wanted !== own) {
    throw new AppError("FORBIDDEN", `A server token can use only its own API key, ${own}`);
  }
  const id = wanted ?? own;
  const now = nowOf(context);
  const keys = await services.database.apiKeys.list(actor.appId);
  const needed = scopesFor(input);
  const isSuitable = (row: ApiKeyRow) =>
    id === undefined
      ? row.allowFrom === null && needed.every((scope) => scopesOf(row).includes(scope))
      : row.key === id;
  const key = keys.findLast((row) => isActive(row, now) && isSuitable(row));
  if (key) return key;
  const message =
    id === undefined
      ? `There is no active API key with ${needed.join(", ")} that can be used from everywhere; name the key to use`
      : `There is no active API key ${id}`;
  throw new AppError("NOT_FOUND", message, { details: { id: id ?? "" } });
}

/** What a key must allow so that the token can do what it is for. */
function scopesFor(input: CreateTokenInput): readonly Scope[] {
  if (input.kind === "user") return ["users:read", "users:write"];
  const { read, write, delete: remove } = actionScopes;
  return input.action === "*" ? [read, write, remove] : [actionScopes[input.action]];
}

const actionScopes = { read: "users:read", write: "users:write", delete: "users:remove" } as const;

/** With the same secret as the caller's own token, so that what it creates ends with that secret. */
function revealSecret({ actor, services: { keyring } }: TokenContext, key: ApiKeyRow): string {
  const until = actor.kind === "server" ? actor.secretUntil : undefined;
  if (until === undefined) return keyring.reveal(key);
  const secret = keyring.revealPrevious(key, until);
  if (secret !== undefined) return secret;
  throw new AppError("UNAUTHENTICATED", "The secret that signed this token is no longer accepted");
}

/** In seconds since 1970; undefined: never. By default, the caller's token and the new one expire together. */
function findExpiry(actor: Actor, issuedAt: number, lifetime?: number): number | undefined {
  const latest = actor.kind === "server" ? endOf(actor) : undefined;
  const expiry = lifetime === undefined ? latest : issuedAt + lifetime;
  if (latest === undefined || expiry === undefined || expiry <= latest) return expiry;
  const end = toTimestamp(toMicros(latest));
  throw new AppError(
    "FORBIDDEN",
    `This token cannot create tokens that expire after it, at ${end}`,
  );
}

/** When a server token ends, in seconds since 1970: with its `exp`, or before, with the secret that signed it. */
function endOf({ expiresAt = Infinity, secretUntil }: Actor & { readonly kind: "server" }) {
  const secretEnd = secretUntil === undefined ? Infinity : Number(secretUntil / 1_000_000n);
  const end = Math.min(expiresAt, secretEnd);
  return end === Infinity ? undefined : end;
}

const toMicros = (seconds: number) => BigInt(Math.floor(seconds * 1_000_000));
