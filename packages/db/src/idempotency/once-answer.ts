import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { Once } from "./once.js";

const ALGORITHM = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** What is to be kept of an answer: only whoever makes the very call again can read it. */
export function sealAnswer({ answerKey }: Once, answer: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, answerKey, iv);
  const sealed = [iv, cipher.update(answer, "utf8"), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat(sealed).toString("base64url");
}

/** The inverse of {@link sealAnswer}, for the same call. */
export function openAnswer({ answerKey }: Once, sealed: string): string {
  const bytes = Buffer.from(sealed, "base64url");
  const tagAt = bytes.length - TAG_BYTES;
  const decipher = createDecipheriv(ALGORITHM, answerKey, bytes.subarray(0, IV_BYTES));
  decipher.setAuthTag(bytes.subarray(tagAt));
  const parts = [decipher.update(bytes.subarray(IV_BYTES, tagAt)), decipher.final()];
  return Buffer.concat(parts).toString("utf8");
}
