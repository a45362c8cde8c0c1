import { Secret, TOTP } from "otpauth";

const PERIOD_SECONDS = 30;
/** How many steps the clocks of server and telephone may differ. */
const WINDOW = 1;

/** 20 random bytes in base32. */
export const generateTotpSecret = () => new Secret({ size: 20 }).base32;

/** What the QR code contains. */
export const totpUri = (secret: string, label: string) => totp(secret, label).toString();

/** The step of a correct code; undefined for a wrong one. Whether the step was used before, the caller checks. */
export function stepOfCode(secret: string, code: string, now: Date): bigint | undefined {
  const timestamp = now.getTime();
  const delta = totp(secret).validate({ token: code, window: WINDOW, timestamp });
  if (delta === null) return undefined;
  return BigInt(Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta);
}

function totp(secret: string, label = "Roster"): TOTP {
  return new TOTP({ issuer: "Roster", label, secret, period: PERIOD_SECONDS, digits: 6 });
}
