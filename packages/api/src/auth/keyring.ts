import { AppError } from "@roster/contract";
import type { ApiKeyRow, Database } from "@roster/db";
import { LRUCache } from "lru-cache";
import { isApiKey } from "./api-key.js";
import { generateApiKey, generateApiSecret } from "./random-strings.js";
import type { SecretBox } from "./secret-box.js";

/** An API key that is in force, with its secret in the clear. Never leaves the process. */
export interface ActiveKey {
  readonly appId: string;
  readonly secret: string;
}

/** How long another process may still honour a key after it is revoked, in milliseconds. */
export const KEY_CACHE_MS = 5_000;
const MAX_KEYS = 10_000;

/** Keys that nobody has ever brought are looked up, so many at once: made-up ones cost others nothing. */
const MAX_UNKNOWN_LOOKUPS = 200;

/** The API keys of the database, decrypted, remembered for five seconds. */
export class Keyring {
  readonly #store: Database["apiKeys"];
  readonly #box: SecretBox;
  readonly #cache: LRUCache<string, { readonly key: ActiveKey | null }>;

  /** Those that were found before: they are looked up again whatever else is asked. */
  readonly #knownKeys = new LRUCache<string, true>({ max: MAX_KEYS });
  readonly #unknownLookups = new Set<string>();

  /** @param monotonicNow milliseconds that no setting of a clock moves */
  constructor(store: Database["apiKeys"], box: SecretBox, monotonicNow = () => performance.now()) {
    this.#store = store;
    this.#box = box;
    this.#cache = new LRUCache({
      max: MAX_KEYS,
      ttl: KEY_CACHE_MS,
      ttlResolution: 0,
      perf: { now: monotonicNow },
      fetchMethod: async (apiKey, _, { options }) => {
        const startedAt = monotonicNow();
        const key = await this.#load(apiKey);
        // What a slow database says is as old as the question.
        options.ttl = Math.max(1, KEY_CACHE_MS - (monotonicNow() - startedAt));
        return { key };
      },
    });
  }

  /**
   * @throws AppError UNKNOWN_API_KEY for a key that is absent or revoked; UNAVAILABLE for one that was never
   * found, while too many such are being looked up.
   */
  async find(apiKey: string): Promise<ActiveKey> {
    if (!isApiKey(apiKey)) throw unknownKey();
    // Not fetch() at once: a key that is remembered costs no promise chain of the cache's.
    const found = this.#cache.get(apiKey) ?? (await this.#fetch(apiKey));
    if (found?.key) return found.key;
    throw unknownKey();
  }

  async #fetch(apiKey: string) {
    if (this.#knownKeys.has(apiKey) || this.#unknownLookups.has(apiKey))
      return this.#cache.fetch(apiKey);
    if (this.#unknownLookups.size >= MAX_UNKNOWN_LOOKUPS) {
      throw new AppError("UNAVAILABLE", "Too many unknown API keys are brought; try again later", {
        details: { retryAfterSeconds: 1 },
      });
    }
    this.#unknownLookups.add(apiKey);
    try {
      const found = await this.#cache.fetch(apiKey);
      if (found?.key) this.#knownKeys.set(apiKey, true);
      return found;
    } finally {
      this.#unknownLookups.delete(apiKey);
    }
  }

  /** Makes a key for the app. The secret is in this answer and nowhere else in the clear. */
  async add(appId: string, name: string): Promise<{ row: ApiKeyRow; secret: string }> {
    const key = generateApiKey();
    const secret = generateApiSecret();
    const row = await this.#store.add({ key, appId, name, secret: this.#box.seal(key, secret) });
    await this.#resealIfStale(row, secret);
    return { row, secret };
  }

  /** Puts a key whose secret the operator chose; a key that exists in the app gets the new secret. */
  async put(
    appId: string,
    { apiKey, apiSecret, name }: { apiKey: string; apiSecret: string; name: string },
  ): Promise<void> {
    const existing = await this.#store.get(apiKey);
    if (existing && existing.appId !== appId) {
      throw new AppError("CONFLICT", `API key ${apiKey} belongs to another app`);
    }
    const isCurrent = existing?.revokedAt === null && this.reveal(existing) === apiSecret;
    if (isCurrent) return;
    const secret = this.#box.seal(apiKey, apiSecret);
    const row = await this.#store.upsert({ key: apiKey, appId, name, secret });
    await this.#resealIfStale(row, apiSecret);
    this.#cache.delete(apiKey);
  }

  /** Whether this very call revoked the key. Here at once, in other processes within five seconds. */
  async revoke(appId: string, key: string): Promise<boolean> {
    const revoked = await this.#store.revoke(appId, key);
    this.#cache.delete(key);
    return revoked;
  }

  /** Revokes all keys of the app. Here at once, in other processes within five seconds. */
  async revokeAll(appId: string): Promise<void> {
    for (const key of await this.#store.revokeAll(appId)) this.#cache.delete(key);
  }

  /** The secret of a key of the app, for its owner's own configuration file. */
  reveal(row: ApiKeyRow): string {
    return this.#box.open(row.key, row.secret);
  }

  /** The master key may have been replaced, and its last row looked for, between sealing and writing. */
  async #resealIfStale({ key, secret: sealed }: ApiKeyRow, secret: string): Promise<void> {
    for (let last = sealed; !this.#box.isCurrent(last);) {
      const next = this.#box.seal(key, secret);
      if (!(await this.#store.replaceSecret(key, { from: last, to: next }))) return; // another did it
      last = next;
    }
  }

  async #load(apiKey: string): Promise<ActiveKey | null> {
    const row = await this.#store.get(apiKey);
    if (!row || row.revokedAt !== null) return null;
    return { appId: row.appId, secret: this.#box.open(row.key, row.secret) };
  }
}

const unknownKey = () =>
  new AppError("UNKNOWN_API_KEY", "This API key does not exist or was revoked");
