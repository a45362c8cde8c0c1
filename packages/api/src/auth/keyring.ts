import {
  type AddApiKeyInput,
  AppError,
  type Scope,
  type UpdateApiKeyInput,
} from "@roster/contract";
import type { ApiKeyRow, Database } from "@roster/db";
import { LRUCache } from "lru-cache";
import { toMicros } from "../to-micros.js";
import { isApiKey } from "./api-key.js";
import { scopesOf, toAddressCheck, toColumns, unknownScopesOf } from "./key-rights.js";
import { generateApiKey, generateApiSecret } from "./random-strings.js";
import type { SecretBox } from "./secret-box.js";

/** An API key that is not revoked, with its secrets in plain text. Never leaves the process. */
export interface ActiveKey {
  readonly appId: string;
  readonly key: string;
  readonly name: string;
  readonly secret: string;
  /** The secret before the last rotation; `until` is in microseconds. */
  readonly previous: { readonly secret: string; readonly until: bigint } | null;
  readonly scopes: ReadonlySet<Scope>;
  /** In microseconds since 1970. */
  readonly expiresAt: bigint | null;
  readonly ratePerMinute: number | null;
  /** Whether an address may use it; null: every address. */
  readonly allows: ((address: string) => boolean) | null;
}

/** The secrets that a key's tokens can be signed with now, the newest first. */
export function secretsOf({ secret, previous }: ActiveKey, now: Date): readonly string[] {
  const isOver = previous === null || previous.until <= toMicros(now);
  return isOver ? [secret] : [secret, previous.secret];
}

/** Until when the secret is accepted, in microseconds; undefined for the key's current one. */
export function endOfSecret({ secret, previous }: ActiveKey, used: string): bigint | undefined {
  return used === secret ? undefined : (previous?.until ?? 0n);
}

/** How long other processes may still accept a revoked key, in milliseconds. */
export const KEY_CACHE_MS = 5_000;
const MAX_KEYS = 10_000;

/** The maximum number of concurrent lookups of never-found keys, so that made-up keys cannot slow down valid ones. */
const MAX_UNKNOWN_LOOKUPS = 200;

/** Decrypts the API keys of the database and caches them for five seconds. */
export class Keyring {
  readonly #store: Database["apiKeys"];
  readonly #box: SecretBox;
  readonly #cache: LRUCache<string, { readonly key: ActiveKey | null }>;

  /** Keys that were found before: they are looked up regardless of the limit. */
  readonly #knownKeys = new LRUCache<string, true>({ max: MAX_KEYS });
  readonly #unknownLookups = new Set<string>();

  /** @param monotonicNow milliseconds, unaffected by changes of the system clock */
  constructor(store: Database["apiKeys"], box: SecretBox, monotonicNow = () => performance.now()) {
    this.#store = store;
    this.#box = box;
    this.#cache = new LRUCache({
      max: MAX_KEYS,
      ttl: KEY_CACHE_MS,
      ttlResolution: 0,
      // A lookup during a change still has a result, which is not cached.
      ignoreFetchAbort: true,
      perf: { now: monotonicNow },
      fetchMethod: async (apiKey, _, { options }) => {
        const startedAt = monotonicNow();
        const key = await this.#load(apiKey);
        // The age of a slow response counts from the start of its query.
        options.ttl = Math.max(1, KEY_CACHE_MS - (monotonicNow() - startedAt));
        return { key };
      },
    });
  }

  /**
   * @throws AppError UNKNOWN_API_KEY for a key that does not exist or was revoked; UNAVAILABLE for a key that was
   * never found, while too many of those are being looked up.
   */
  async find(apiKey: string): Promise<ActiveKey> {
    if (!isApiKey(apiKey)) throw unknownKey();
    // get() first: for a cached key it avoids the promise chain of fetch().
    const found = this.#cache.get(apiKey) ?? (await this.#fetch(apiKey));
    if (found?.key) return found.key;
    throw unknownKey();
  }

  async #fetch(apiKey: string) {
    if (this.#knownKeys.has(apiKey) || this.#unknownLookups.has(apiKey))
      return this.#cache.fetch(apiKey);
    if (this.#unknownLookups.size >= MAX_UNKNOWN_LOOKUPS) {
      throw new AppError(
        "UNAVAILABLE",
        "Too many unknown API keys are being looked up; try again later",
        {
          details: { retryAfterSeconds: 1 },
        },
      );
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

  /** Creates a key for the app. Only the result has the secret in plain text. */
  async add(
    appId: string,
    { name, ...rights }: AddApiKeyInput,
  ): Promise<{ row: ApiKeyRow; secret: string }> {
    const key = generateApiKey();
    const secret = generateApiSecret();
    const sealed = this.#box.seal(key, secret);
    const columns = toColumns(rights);
    const row = await this.#store.add({ key, appId, name, ...columns, secret: sealed });
    await this.#resealIfStale(row, secret);
    return { row, secret };
  }

  /** Stores a key and secret chosen by the operator; an existing key of the app gets the new secret. */
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

  /** Here immediately, in other processes within five seconds. Returns the key, or null if it changed since it was seen. */
  async update(
    seen: ApiKeyRow,
    { name, ...rights }: Omit<UpdateApiKeyInput, "key">,
  ): Promise<ApiKeyRow | null> {
    const columns = { ...(name !== undefined && { name }), ...toColumns(rights) };
    // What a later release has granted stays.
    if (columns.scopes !== undefined)
      columns.scopes = [columns.scopes, ...unknownScopesOf(seen)].join(" ");
    const isUpdated = await this.#store.update(seen, columns);
    this.#cache.delete(seen.key);
    return isUpdated ? { ...seen, ...columns } : null;
  }

  /** Gives the key a new secret; null if it changed since it was seen. The current one is accepted until then, if given. */
  async rotate(
    seen: ApiKeyRow,
    previousUntil: bigint | null,
  ): Promise<{ row: ApiKeyRow; secret: string } | null> {
    const secret = generateApiSecret();
    const rotation = { secret: this.#box.seal(seen.key, secret), previousUntil };
    if (!(await this.#store.rotate(seen, rotation))) return null;
    const row = { ...seen, secret: rotation.secret, previousSecretUntil: previousUntil };
    await this.#resealIfStale(row, secret);
    this.#cache.delete(seen.key);
    return { row, secret };
  }

  /** Whether this call revoked the key: here immediately, in other processes within five seconds. */
  async revoke(appId: string, key: string): Promise<boolean> {
    const revoked = await this.#store.revoke(appId, key);
    this.#cache.delete(key);
    return revoked;
  }

  /** Revokes all keys of the app: here immediately, in other processes within five seconds. */
  async revokeAll(appId: string): Promise<void> {
    for (const key of await this.#store.revokeAll(appId)) this.#cache.delete(key);
  }

  /** The key's secret in plain text. */
  reveal(row: ApiKeyRow): string {
    return this.#box.open(row.key, row.secret);
  }

  /** The secret before the last rotation, if it is accepted until this time; undefined if there was another rotation. */
  revealPrevious(row: ApiKeyRow, until: bigint): string | undefined {
    const previous = this.#openPrevious(row);
    return previous?.until === until ? previous.secret : undefined;
  }

  #resealIfStale({ key, secret: sealed }: ApiKeyRow, secret: string): Promise<void> {
    return this.#box.resealIfStale(key, { secret, sealed }, (change) =>
      this.#store.replaceSecret(key, change),
    );
  }

  /** A secret that no master key opens any more does not fail the key. */
  #openPrevious({
    key,
    previousSecret,
    previousSecretUntil: until,
  }: ApiKeyRow): ActiveKey["previous"] {
    if (previousSecret === null || until === null) return null;
    const secret = this.#box.tryOpen(key, previousSecret);
    return secret === undefined ? null : { secret, until };
  }

  async #load(apiKey: string): Promise<ActiveKey | null> {
    const row = await this.#store.get(apiKey);
    if (!row || row.revokedAt !== null) return null;
    const { appId, key, name, expiresAt, ratePerMinute } = row;
    return {
      appId,
      key,
      name,
      secret: this.#box.open(key, row.secret),
      previous: this.#openPrevious(row),
      scopes: new Set(scopesOf(row)),
      expiresAt,
      ratePerMinute,
      allows: toAddressCheck(row),
    };
  }
}

const unknownKey = () =>
  new AppError("UNKNOWN_API_KEY", "This API key does not exist or was revoked");
