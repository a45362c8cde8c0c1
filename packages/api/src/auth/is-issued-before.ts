import type { Actor } from "./actor.js";

/**
 * Whether a user's token may have been issued before a time, in microseconds: `iat` has seconds, so one of the same second
 * may, and so may one without `iat`.
 */
export function isIssuedBefore(
  { issuedAt }: Pick<Actor & { readonly kind: "user" }, "issuedAt">,
  time: bigint,
): boolean {
  return issuedAt === undefined || BigInt(Math.floor(issuedAt * 1_000_000)) < time;
}
