import { findDataIssues, type Issue } from "@roster/contract";
import type { JsonObject } from "@roster/contract/json";
import { signJwt } from "./jwt.js";
import { createInvalidError } from "../roster-error.js";
import { requireApiSecret, type Settings } from "../settings.js";
import { findTokenIssues, timeClaims, type TokenOptions } from "./token-options.js";
import { findIdIssues } from "../users/user-id.js";

export interface UserTokenOptions extends TokenOptions {
  /** More claims for the token to carry, readable by whoever holds it. */
  readonly claims?: JsonObject;
}

/** Claims that say who the bearer is and for how long: set here, or wrong in a user's token. */
const reserved = new Set(["user_id", "resource", "action", "feed_id", "iat", "exp", "nbf"]);

/** @throws RosterError INVALID */
export async function createUserToken(
  { credential }: Settings,
  userId: string,
  options: UserTokenOptions,
): Promise<string> {
  const secret = requireApiSecret(credential);
  const { claims = {} } = options;
  const [first, ...rest] = [...findIssues(userId, claims), ...findTokenIssues(options)];
  if (first) throw createInvalidError([first, ...rest]);
  return signJwt({ ...claims, user_id: userId, ...timeClaims(options) }, secret);
}

function findIssues(userId: string, claims: JsonObject): Issue[] {
  const forbidden = Object.keys(claims).filter((claim) => reserved.has(claim));
  return [
    ...findIdIssues(userId).map(({ message }) => ({ path: ["userId"], message })),
    ...findDataIssues(claims).map(({ path, message }) => ({ path: ["claims", ...path], message })),
    ...forbidden.map((claim) => ({ path: ["claims", claim], message: "is set by Roster alone" })),
  ];
}
