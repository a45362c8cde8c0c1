import type { PasskeyRow } from "@roster/db";
import { z } from "zod";
import type { Credential } from "./web-authn.js";

const Transports = z.array(z.string());

/** A stored passkey, for its checks. */
export function toCredential({ id, publicKey, counter, transports }: PasskeyRow): Credential {
  return { id, publicKey, counter, transports: Transports.parse(JSON.parse(transports)) };
}

/** Binds the sealed secret of an authenticator app to its administrator; no API key contains a space. */
export const totpPurpose = (adminId: string) => `totp ${adminId}`;
