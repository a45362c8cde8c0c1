import { randomBytes } from "node:crypto";
import { INSTALLATION } from "@roster/db";
import { recordEvent } from "../../changes/record-event.js";
import { hashToken } from "../random-token.js";

type RecordContext = Parameters<typeof recordEvent>[0];

const CODES = 10;
const CODE_BYTES = 10;
/** Crockford's base32: no letters that look like digits. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** Replaces the administrator's recovery codes. They are returned once; the database stores hashes. */
export async function replaceRecoveryCodes(
  context: RecordContext,
  adminId: string,
): Promise<string[]> {
  const codes = Array.from({ length: CODES }, generateCode);
  const hashes = codes.map((code) => hashRecoveryCode(code));
  await context.services.database.secondFactors.setRecoveryCodes(adminId, hashes);
  await recordEvent(context, "admin.recoveryCodesCreated", { appId: INSTALLATION });
  return codes;
}

/** With the first second factor; null if there are codes. */
export async function ensureRecoveryCodes(
  context: RecordContext,
  adminId: string,
): Promise<string[] | null> {
  const { recoveryCodes } = await context.services.database.secondFactors.count(adminId);
  return recoveryCodes > 0 ? null : replaceRecoveryCodes(context, adminId);
}

/** 80 random bits need neither salt nor a slow hash. Spaces, dashes and upper case do not matter. */
export function hashRecoveryCode(code: string): string {
  return hashToken(code.toLowerCase().replaceAll(/[\s-]/g, ""));
}

/** Four groups of four. */
function generateCode(): string {
  const bytes = [...randomBytes(CODE_BYTES)];
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const letters = bits.match(/.{5}/g)?.map((five) => ALPHABET[Number.parseInt(five, 2)]) ?? [];
  return letters.join("").replaceAll(/.{4}(?=.)/g, "$&-");
}
