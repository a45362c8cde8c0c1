import { isUtf8 } from "node:buffer";
import { AppError, UserId } from "@roster/contract";
import {
  errors as joseErrors,
  type JWTPayload,
  type JWTVerifyResult,
  jwtVerify,
  SignJWT,
} from "jose";
import { type Action, type Actor, allActions } from "./actor.js";
import { type ActiveKey, endOfSecret, secretsOf } from "./keyring.js";
import { describeTimeError, findTimeIssue, type TokenClock } from "./token-times.js";

/** Longer tokens are rejected without being parsed. */
const MAX_TOKEN_LENGTH = 8192;

/** The size of HS256's digest: shorter secrets make tokens easier to forge by brute force (RFC 7518 §3.2). */
export const MIN_SECRET_BYTES = 32;

/**
 * The unverified token of an `Authorization` header, with or without the prefix `Bearer `.
 *
 * @throws AppError UNAUTHENTICATED if the token is missing or too long.
 */
export function extractToken(authorization: string | undefined): string {
  if (!authorization) throw missingToken();
  if (authorization.length > MAX_TOKEN_LENGTH) {
    rejectToken(`is longer than ${MAX_TOKEN_LENGTH} characters`);
  }
  const token = authorization.replace(/^Bearer +/i, "").trim();
  if (!token) throw missingToken();
  return token;
}

const missingToken = () =>
  new AppError("UNAUTHENTICATED", "Send a token in the Authorization header");

/**
 * Verifies a JWT and returns the actor that it identifies. Only HS256 is accepted. `typ`, `iat`, `exp` and `nbf`
 * are optional; `exp` and `nbf` are enforced with the clock's leeway.
 *
 * @throws AppError UNAUTHENTICATED
 * @see RFC 7519 §7.2, RFC 8725 §3; apps/server's token-attacks.test.ts tests each of its recommendations
 */
export async function verifyToken(
  token: string,
  key: ActiveKey,
  clock: TokenClock,
): Promise<{ actor: Actor; claims: JWTPayload; secret: string }> {
  try {
    const { verified, secret } = await verifySignature(token, secretsOf(key, clock.now), clock);
    assertWellFormed(token, verified);
    return { actor: toActor(verified.payload, key, secret), claims: verified.payload, secret };
  } catch (cause) {
    if (cause instanceof joseErrors.JOSEError)
      rejectToken(describeTimeError(cause, clock) ?? reasons[cause.code] ?? cause.message, cause);
    throw cause;
  }
}

/** Tries the other secrets only if the signature is not of the first one. */
async function verifySignature(
  token: string,
  [secret = "", ...others]: readonly string[],
  clock: TokenClock,
): Promise<{ verified: JWTVerifyResult; secret: string }> {
  const bytes = new TextEncoder().encode(secret);
  if (bytes.length < MIN_SECRET_BYTES)
    rejectToken("cannot be trusted: the secret of this API key is too short");
  try {
    const verified = await jwtVerify(token, bytes, {
      algorithms: ["HS256"],
      currentDate: clock.now,
      clockTolerance: clock.leewaySeconds,
    });
    return { verified, secret };
  } catch (error) {
    const isOther = error instanceof joseErrors.JWSSignatureVerificationFailed;
    if (!isOther || others.length === 0) throw error;
    return verifySignature(token, others, clock);
  }
}

const reasons: Record<string, string> = {
  ERR_JWS_INVALID: "is not a JWT",
  ERR_JWT_INVALID: "is not a JWT",
  ERR_JOSE_ALG_NOT_ALLOWED: "is not signed with HS256",
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: "was not signed with this API key's secret",
};

/** Rejects JWTs of another type, impossible times, and invalid UTF-8, which jose's lenient decoder would replace. */
function assertWellFormed(token: string, verified: JWTVerifyResult): void {
  const { typ } = verified.protectedHeader;
  if (typ !== undefined && !/^(?:application\/)?jwt$/i.test(typ))
    rejectToken("has a typ other than JWT");
  const [header, claims] = token.split(".", 2).map((part) => Buffer.from(part, "base64url"));
  if (!header || !claims || !isUtf8(header) || !isUtf8(claims)) rejectToken("is not UTF-8");
  const timeIssue = findTimeIssue(verified.payload);
  if (timeIssue !== undefined) rejectToken(timeIssue);
}

function rejectToken(reason: string, cause?: unknown): never {
  throw new AppError("UNAUTHENTICATED", `The token ${reason}`, { cause });
}

/** The same caller with the rights that its key has now. */
export function actAs(actor: Actor, key: ActiveKey, secret: string): Actor {
  if (actor.kind === "admin") return actor;
  const { scopes, ratePerMinute } = key;
  const same = { ...actor, scopes, ratePerMinute };
  return same.kind === "server" ? { ...same, ...signerOf(key, secret) } : same;
}

/** What a server token knows of the key and the secret that signed it. */
const signerOf = (key: ActiveKey, secret: string) => ({
  apiKey: key.key,
  apiKeyName: key.name,
  keyExpiresAt: key.expiresAt,
  secretUntil: endOfSecret(key, secret),
});

/** A server token has a resource; a user token has a user id and no resource. */
function toActor(claims: JWTPayload, key: ActiveKey, secret: string): Actor {
  const { appId, scopes, ratePerMinute } = key;
  const { resource, action, user_id: userId, iat, exp } = claims;
  const rights = { appId, scopes, ratePerMinute };
  if (resource !== undefined) {
    if (resource !== "users" && resource !== "*")
      rejectToken("has a resource other than users or *");
    const actions = parseActions(action);
    // The Java SDK signs such a token for each call, and expects the data of the user that it adds.
    const returnsData = resource === "users";
    const claimed = { actions, returnsData, expiresAt: exp };
    return { kind: "server", ...rights, ...claimed, ...signerOf(key, secret) };
  }
  // An SDK that is given the number 42 as a user id sends it as a number.
  const user = UserId.safeParse(typeof userId === "number" ? String(userId) : userId);
  if (!user.success)
    rejectToken("has neither a resource (server token) nor a user_id (user token)");
  return { kind: "user", ...rights, userId: user.data, issuedAt: iat };
}

/** @throws AppError UNAUTHENTICATED */
export function parseActions(claim: unknown): ReadonlySet<Action> {
  if (claim === "*") return allActions;
  if (claim === "read" || claim === "write" || claim === "delete") return new Set([claim]);
  return rejectToken("has no valid action (read, write, delete or *)");
}

interface SignOptions {
  readonly secret: string;
  /** In seconds since 1970. */
  readonly issuedAt: number;
  /** In seconds since 1970; undefined: the token never expires. */
  readonly expiresAt: number | undefined;
}

/** A JWT that {@link verifyToken} accepts. */
export function signToken(
  claims: Record<string, string>,
  { secret, issuedAt, expiresAt }: SignOptions,
): Promise<string> {
  const unsigned = new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuedAt(issuedAt);
  if (expiresAt !== undefined) unsigned.setExpirationTime(expiresAt);
  return unsigned.sign(new TextEncoder().encode(secret));
}
