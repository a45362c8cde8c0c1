import { createHash, randomBytes } from "node:crypto";
import { invalid } from "@roster/contract";

const MASTER_KEY_BYTES = 32;
const KEY_ID_BYTES = 6;

/** One master key, and the name by which sealed text says that it was sealed with it. */
export interface MasterKey {
  readonly id: string;
  readonly bytes: Buffer;
}

/**
 * Master keys as text: one or more, with white space or commas between. The first seals; all open. The
 * function form is asked anew, so that a running process takes part in a rotation.
 */
export type MasterKeySource = string | (() => string);

/** A new master key, in base64. */
export function generateMasterKey(): string {
  return randomBytes(MASTER_KEY_BYTES).toString("base64");
}

/** @throws AppError INVALID where one of them is not 32 bytes in base64 or hex, or where there is none. */
export function parseMasterKeys(text: string): readonly [MasterKey, ...MasterKey[]] {
  const [first = "", ...others] = splitMasterKeys(text);
  return [parseMasterKey(first), ...others.map(parseMasterKey)];
}

export function splitMasterKeys(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

function parseMasterKey(text: string): MasterKey {
  const bytes = Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? "hex" : "base64");
  if (bytes.length !== MASTER_KEY_BYTES) {
    const message = "must be 32 bytes, written in base64 or hex";
    throw invalid([{ path: ["ROSTER_MASTER_KEY"], message }]);
  }
  return { id: keyIdOf(bytes), bytes };
}

/** Says which key it is, and nothing about it: a digest of 256 random bits cannot be turned back. */
function keyIdOf(bytes: Buffer): string {
  const digest = createHash("sha256").update("roster master key id\0").update(bytes).digest();
  return digest.subarray(0, KEY_ID_BYTES).toString("base64url");
}
