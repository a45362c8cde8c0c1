import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { AppError, invalid } from "@roster/contract";

const MASTER_KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts API secrets at rest: AES-256-GCM, bound to the API key that they belong to. */
export class SecretBox {
  readonly #masterKey: Buffer;

  /** @param masterKey 32 bytes in base64 or hex */
  constructor(masterKey: string) {
    const encoding = /^[0-9a-f]{64}$/i.test(masterKey) ? "hex" : "base64";
    this.#masterKey = Buffer.from(masterKey, encoding);
    if (this.#masterKey.length !== MASTER_KEY_BYTES) {
      throw invalid([
        { path: ["ROSTER_MASTER_KEY"], message: "must be 32 bytes, written in base64 or hex" },
      ]);
    }
  }

  seal(apiKey: string, secret: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv("aes-256-gcm", this.#masterKey, iv);
    cipher.setAAD(Buffer.from(apiKey));
    const sealed = [iv, cipher.update(secret, "utf8"), cipher.final(), cipher.getAuthTag()];
    return Buffer.concat(sealed).toString("base64url");
  }

  open(apiKey: string, sealed: string): string {
    const bytes = Buffer.from(sealed, "base64url");
    const iv = bytes.subarray(0, IV_BYTES);
    const tagAt = bytes.length - TAG_BYTES;
    try {
      const decipher = createDecipheriv("aes-256-gcm", this.#masterKey, iv);
      decipher.setAAD(Buffer.from(apiKey));
      decipher.setAuthTag(bytes.subarray(tagAt));
      return Buffer.concat([
        decipher.update(bytes.subarray(IV_BYTES, tagAt)),
        decipher.final(),
      ]).toString("utf8");
    } catch (cause) {
      throw new AppError(
        "INTERNAL",
        `The secret of API key ${apiKey} was encrypted with another master key`,
        { cause },
      );
    }
  }
}

/** A new master key, in base64. */
export function generateMasterKey(): string {
  return randomBytes(MASTER_KEY_BYTES).toString("base64");
}
