import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { CallFingerprint } from "./idempotency-record.js";

const ALGORITHM = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts a response for storage: only a repetition of the same call can decrypt it. */
export function encryptResponse({ responseKey }: CallFingerprint, response: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, responseKey, iv);
  const encrypted = [iv, cipher.update(response, "utf8"), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat(encrypted).toString("base64url");
}

/** The inverse of {@link encryptResponse}, for the same call. */
export function decryptResponse({ responseKey }: CallFingerprint, encrypted: string): string {
  const bytes = Buffer.from(encrypted, "base64url");
  const tagStart = bytes.length - TAG_BYTES;
  const decipher = createDecipheriv(ALGORITHM, responseKey, bytes.subarray(0, IV_BYTES));
  decipher.setAuthTag(bytes.subarray(tagStart));
  const parts = [decipher.update(bytes.subarray(IV_BYTES, tagStart)), decipher.final()];
  return Buffer.concat(parts).toString("utf8");
}
