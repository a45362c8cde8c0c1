import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { AppError } from "@roster/contract";
import { type MasterKey, type MasterKeySource, parseMasterKeys } from "./master-keys.js";

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts API secrets at rest: AES-256-GCM, bound to their API key. A sealed secret is
 * `<master key id>.<base64url>`; without an id, every master key is tried.
 */
export class SecretBox {
  readonly #read: () => string;
  #keys: readonly MasterKey[] = [];

  /** @throws AppError INVALID if `masterKey` contains no valid master key. */
  constructor(masterKey: MasterKeySource) {
    this.#read = typeof masterKey === "string" ? () => masterKey : masterKey;
    this.#refresh();
  }

  seal(apiKey: string, secret: string): string {
    const { id, bytes } = this.#refresh();
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv("aes-256-gcm", bytes, iv);
    cipher.setAAD(Buffer.from(apiKey));
    const sealed = [iv, cipher.update(secret, "utf8"), cipher.final(), cipher.getAuthTag()];
    return `${id}.${Buffer.concat(sealed).toString("base64url")}`;
  }

  /** @throws AppError INTERNAL if no master key opens it. */
  open(apiKey: string, sealed: string): string {
    const secret = this.tryOpen(apiKey, sealed);
    if (secret !== undefined) return secret;
    const message = `The secret of API key ${apiKey} was encrypted with another master key`;
    throw new AppError("INTERNAL", message);
  }

  tryOpen(apiKey: string, sealed: string): string | undefined {
    const secret = this.#tryKnown(apiKey, sealed);
    if (secret !== undefined) return secret;
    this.#refresh(); // another process may have rotated the master key
    return this.#tryKnown(apiKey, sealed);
  }

  /** Whether the secret is sealed with the current master key. */
  isCurrent(sealed: string): boolean {
    return keyIdOf(sealed) === this.#refresh().id;
  }

  /**
   * For a secret that was sealed and then stored: a rotation may have replaced the master key, and finished, in between.
   * `replace` returns false if another process has replaced it.
   */
  async resealIfStale(
    apiKey: string,
    { secret, sealed }: { readonly secret: string; readonly sealed: string },
    replace: (change: { readonly from: string; readonly to: string }) => Promise<boolean>,
  ): Promise<void> {
    for (let from = sealed; !this.isCurrent(from);) {
      const to = this.seal(apiKey, secret);
      if (!(await replace({ from, to }))) return;
      from = to;
    }
  }

  #tryKnown(apiKey: string, sealed: string): string | undefined {
    const id = keyIdOf(sealed);
    const bytes = Buffer.from(sealed.slice(sealed.indexOf(".") + 1), "base64url");
    for (const key of this.#keys) {
      if (id !== undefined && id !== key.id) continue;
      const secret = decrypt(apiKey, bytes, key);
      if (secret !== undefined) return secret;
    }
    return undefined;
  }

  /** Reads the master keys again and returns the one that seals. */
  #refresh(): MasterKey {
    const [first, ...others] = parseMasterKeys(this.#read());
    this.#keys = [first, ...others];
    return first;
  }
}

function keyIdOf(sealed: string): string | undefined {
  const dot = sealed.indexOf(".");
  return dot < 0 ? undefined : sealed.slice(0, dot);
}

function decrypt(apiKey: string, bytes: Buffer, key: MasterKey): string | undefined {
  if (bytes.length < IV_BYTES + TAG_BYTES) return undefined;
  const tagAt = bytes.length - TAG_BYTES;
  const decipher = createDecipheriv("aes-256-gcm", key.bytes, bytes.subarray(0, IV_BYTES));
  decipher.setAAD(Buffer.from(apiKey));
  decipher.setAuthTag(bytes.subarray(tagAt));
  try {
    const parts = [decipher.update(bytes.subarray(IV_BYTES, tagAt)), decipher.final()];
    return Buffer.concat(parts).toString("utf8");
  } catch {
    return undefined; // sealed with another key, or tampered with
  }
}
