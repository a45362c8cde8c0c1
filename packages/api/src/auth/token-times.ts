import { errors as joseErrors, type JWTPayload } from "jose";

/** The server's time, and by how many seconds other clocks may differ from it. */
export interface TokenClock {
  readonly now: Date;
  readonly leewaySeconds: number;
}

/** The last second of the year 9999. Milliseconds since 1970 have been more since 1978. */
const MAX_SECONDS = 253_402_300_799;

/** Beyond this, a token has probably expired as intended. */
const RECENT_SECONDS = 3_600;

/** Why a claim is not a time in seconds; undefined if each of them is. */
export function findTimeIssue(claims: JWTPayload): string | undefined {
  for (const name of ["exp", "nbf", "iat"]) {
    const value = claims[name];
    if (typeof value !== "number" || Math.abs(value) <= MAX_SECONDS) continue;
    const hint = name === "exp" ? "; omit exp if the token does not expire" : "";
    return `has ${name} ${value}, which is not a time up to the year 9999: JWT times are seconds since 1970, not milliseconds${hint}`;
  }
  return undefined;
}

/** Why jose rejects a token by its times; undefined if it has another reason. */
export function describeTimeError(cause: Error, { now }: TokenClock): string | undefined {
  const isExpired = cause instanceof joseErrors.JWTExpired;
  const isClaim = cause instanceof joseErrors.JWTClaimValidationFailed;
  if (!isExpired && !isClaim) return undefined;
  const { payload, claim, reason } = cause;
  const issue = findTimeIssue(payload);
  if (issue !== undefined) return issue;
  const isEarly = claim === "nbf" && reason === "check_failed";
  if (!isExpired && !isEarly) return undefined;
  const hint = isClockSuspect(payload, now)
    ? `; if it was just issued, compare the clock of the machine that issued it with this server's, which says ${now.toISOString()}`
    : "";
  return `${isExpired ? "has expired" : "is not valid yet"}${hint}`;
}

/** Whether a wrong clock explains the rejection: the token comes from the future, or was short-lived and expired recently. */
function isClockSuspect({ iat, exp }: JWTPayload, now: Date): boolean {
  if (iat === undefined) return false;
  const seconds = now.getTime() / 1000;
  if (iat > seconds) return true;
  return exp !== undefined && exp - iat <= RECENT_SECONDS && seconds - exp <= RECENT_SECONDS;
}
