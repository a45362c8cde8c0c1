import { createHash, randomBytes } from "node:crypto";
import { invalid } from "@roster/contract";

const MASTER_KEY_BYTES = 32;
const KEY_ID_BYTES = 6;

/** A master key, and the id that sealed secrets refer to it by. */
export interface MasterKey {
  readonly id: string;
  readonly bytes: Buffer;
}

/**
 * One or more master keys, separated by whitespace or commas. The first one seals; all of them open. A function
 * is called again for each use, so that a running process follows a rotation.
 */
export type MasterKeySource = string | (() => string);

/** A new master key, in base64. */
export function generateMasterKey(): string {
  return randomBytes(MASTER_KEY_BYTES).toString("base64");
}

/** @throws AppError INVALID if there is no key, or one is not 32 bytes in base64 or hex. */
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
    const message = "must be 32 bytes in base64 or hex";
    throw invalid([{ path: ["ROSTER_MASTER_KEY"], message }]);
  }
  return { id: keyIdOf(bytes), bytes };
}

/** Identifies the key without revealing it: a digest of 256 random bits cannot be reversed. */
function keyIdOf(bytes: Buffer): string {
  const digest = createHash("sha256").update("roster master key id\0").update(bytes).digest();
  return digest.subarray(0, KEY_ID_BYTES).toString("base64url");
}
