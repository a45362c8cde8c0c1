import type { Issue } from "@roster/contract";

export interface TokenOptions {
  /** The lifetime of the token in whole seconds, 1 or more. Default: unlimited. */
  readonly expiresInSeconds?: number;
}

/** The claims `iat` and, if the token expires, `exp`. */
export function timeClaims({ expiresInSeconds }: TokenOptions): { iat: number; exp?: number } {
  const iat = Math.floor(Date.now() / 1000);
  return expiresInSeconds === undefined ? { iat } : { iat, exp: iat + expiresInSeconds };
}

export function findTokenIssues({ expiresInSeconds: seconds }: TokenOptions): Issue[] {
  if (seconds === undefined || (Number.isSafeInteger(seconds) && seconds >= 1)) return [];
  return [{ path: ["expiresInSeconds"], message: "must be a whole number of seconds, 1 or more" }];
}
