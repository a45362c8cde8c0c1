import type { Issue } from "@roster/contract";

export interface TokenOptions {
  /** The lifetime of the token in whole seconds, from 1 to 250,000,000,000. Default: unlimited. */
  readonly expiresInSeconds?: number;
}

/** The claims `iat` and, if the token expires, `exp`. */
export function timeClaims({ expiresInSeconds }: TokenOptions): { iat: number; exp?: number } {
  const iat = Math.floor(Date.now() / 1000);
  return expiresInSeconds === undefined ? { iat } : { iat, exp: iat + expiresInSeconds };
}

/** Servers reject tokens that expire after the year 9999. */
const MAX_LIFETIME_SECONDS = 250_000_000_000;

export function findTokenIssues({ expiresInSeconds: seconds }: TokenOptions): Issue[] {
  if (seconds === undefined) return [];
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= MAX_LIFETIME_SECONDS) return [];
  const message = `must be a whole number of seconds, from 1 to ${MAX_LIFETIME_SECONDS}; omit it for a token that does not expire`;
  return [{ path: ["expiresInSeconds"], message }];
}
