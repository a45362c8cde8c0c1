import { findDataIssues, type Issue, type JsonObject } from "@roster/contract";
import { signJwt } from "./jwt.js";
import { localRefusal } from "./roster-error.js";
import type { Settings } from "./settings.js";
import { findIdIssues } from "./user-id.js";

export interface UserTokenOptions {
  /** After how many seconds the token stops working: whole, 1 or more. Default: it never does. */
  readonly expiresInSeconds?: number;
  /** More claims for the token to carry, readable by whoever holds it. */
  readonly claims?: JsonObject;
}

/** Claims that say who the bearer is and for how long: set here, or wrong in a user's token. */
const reserved = new Set(["user_id", "resource", "action", "feed_id", "iat", "exp", "nbf"]);

/** @throws RosterError INVALID */
export async function createUserToken(
  { credential }: Settings,
  userId: string,
  { expiresInSeconds, claims = {} }: UserTokenOptions,
): Promise<string> {
  if (!("apiSecret" in credential)) {
    throw localRefusal([
      { path: ["apiSecret"], message: "is needed to make tokens: use a backend" },
    ]);
  }
  const [first, ...rest] = findIssues(userId, expiresInSeconds, claims);
  if (first) throw localRefusal([first, ...rest]);
  const now = Math.floor(Date.now() / 1000);
  const expiry = expiresInSeconds === undefined ? {} : { exp: now + expiresInSeconds };
  return signJwt({ ...claims, user_id: userId, iat: now, ...expiry }, credential.apiSecret);
}

function findIssues(userId: string, seconds: number | undefined, claims: JsonObject): Issue[] {
  const isWhole = seconds === undefined || (Number.isSafeInteger(seconds) && seconds >= 1);
  const taken = Object.keys(claims).filter((claim) => reserved.has(claim));
  return [
    ...findIdIssues(userId).map(({ message }) => ({ path: ["userId"], message })),
    ...(isWhole
      ? []
      : [{ path: ["expiresInSeconds"], message: "must be a whole number of seconds from 1" }]),
    ...findDataIssues(claims).map(({ path, message }) => ({ path: ["claims", ...path], message })),
    ...taken.map((claim) => ({ path: ["claims", claim], message: "is set by Roster alone" })),
  ];
}
