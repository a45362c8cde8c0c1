import { signJwt } from "./jwt.js";
import { createInvalidError } from "../roster-error.js";
import { requireApiSecret, type Settings } from "../settings.js";
import { findTokenIssues, timeClaims, type TokenOptions } from "./token-options.js";

/** @see spec/stream-users-protocol.md §3.4 */
export const serverClaims = { resource: "*", action: "*", feed_id: "*" };

/** @throws RosterError INVALID */
export async function createServerToken(
  { credential }: Settings,
  options: TokenOptions,
): Promise<string> {
  const secret = requireApiSecret(credential);
  const [first, ...rest] = findTokenIssues(options);
  if (first) throw createInvalidError([first, ...rest]);
  return signJwt({ ...serverClaims, ...timeClaims(options) }, secret);
}
