import type { Issue } from "@roster/contract";
import { type JsonObject, toJsonText } from "@roster/contract/json";
import { signJwt } from "./jwt.js";
import { createInvalidError } from "../roster-error.js";
import { requireApiSecret, type Settings } from "../settings.js";
import { findTokenIssues, timeClaims, type TokenOptions } from "./token-options.js";
import { findIdIssues } from "../users/user-id.js";

export interface UserTokenOptions extends TokenOptions {
  /** Additional claims. Anyone who has the token can read them. */
  readonly claims?: JsonObject;
}

/** Claims that are set by Roster, or not allowed in a user token. */
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
    ...toJsonText(claims).issues.map(({ path, message }) => ({
      path: ["claims", ...path],
      message,
    })),
    ...forbidden.map((claim) => ({ path: ["claims", claim], message: "is reserved by Roster" })),
  ];
}
