import type { Issue } from "@roster/contract";

export interface TokenOptions {
  /** After how many seconds the token stops working: whole, 1 or more. Default: it never does. */
  readonly expiresInSeconds?: number;
}

/** The claims `iat` and, where the token is to end, `exp`. */
export function timeClaims({ expiresInSeconds }: TokenOptions): { iat: number; exp?: number } {
  const iat = Math.floor(Date.now() / 1000);
  return expiresInSeconds === undefined ? { iat } : { iat, exp: iat + expiresInSeconds };
}

export function findTokenIssues({ expiresInSeconds: seconds }: TokenOptions): Issue[] {
  if (seconds === undefined || (Number.isSafeInteger(seconds) && seconds >= 1)) return [];
  return [{ path: ["expiresInSeconds"], message: "must be a whole number of seconds from 1" }];
}
