import { AppError, UserId } from "@roster/contract";
import { errors as joseErrors, type JWTPayload, jwtVerify } from "jose";
import { type Action, type Actor, allActions } from "./actor.js";

/** Longer tokens are refused unread. */
const MAX_TOKEN_LENGTH = 8192;

/**
 * Verifies an HS256 JWT and says who it makes the caller. Only HS256 is taken; `typ`, `iat` and `exp`
 * may be absent; `exp` and `nbf` are honoured where present.
 *
 * @throws AppError UNAUTHENTICATED
 * @see RFC 7519 §7.2, RFC 8725 §3.1
 */
export async function verifyToken(
  token: string,
  key: { readonly appId: string; readonly secret: string },
  now: Date,
): Promise<{ actor: Actor; claims: JWTPayload }> {
  if (token.length > MAX_TOKEN_LENGTH) refuse(`is longer than ${MAX_TOKEN_LENGTH} characters`);
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(key.secret), {
      algorithms: ["HS256"],
      currentDate: now,
    });
    return { actor: actorOf(payload, key.appId), claims: payload };
  } catch (cause) {
    if (cause instanceof joseErrors.JOSEError) refuse(reasons[cause.code] ?? cause.message, cause);
    throw cause;
  }
}

const reasons: Record<string, string> = {
  ERR_JWT_EXPIRED: "has expired",
  ERR_JWS_INVALID: "is not a JWT",
  ERR_JWT_INVALID: "is not a JWT",
  ERR_JOSE_ALG_NOT_ALLOWED: "is not signed with HS256",
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: "was not signed with this API key's secret",
};

function refuse(reason: string, cause?: unknown): never {
  throw new AppError("UNAUTHENTICATED", `The token ${reason}`, { cause });
}

/** A server token names a resource; a user token names a user and no resource. */
function actorOf(claims: JWTPayload, appId: string): Actor {
  const { resource, action, user_id: userId } = claims;
  if (resource !== undefined) {
    if (resource !== "users" && resource !== "*") refuse("is not for users");
    return { kind: "server", appId, actions: actionsOf(action) };
  }
  // An SDK given the number 42 for an id writes it as a number here too.
  const user = UserId.safeParse(typeof userId === "number" ? String(userId) : userId);
  if (!user.success) refuse("names neither a resource (server token) nor a user_id (user token)");
  return { kind: "user", appId, userId: user.data };
}

function actionsOf(claim: unknown): ReadonlySet<Action> {
  if (claim === "*") return allActions;
  if (claim === "read" || claim === "write" || claim === "delete") return new Set([claim]);
  return refuse("has no action of read, write, delete or *");
}
