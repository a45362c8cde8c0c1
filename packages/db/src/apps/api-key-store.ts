import { sqltag as sql } from "@prisma/client/runtime/client";
import { mapUnavailable } from "../prisma/driver-errors.js";
import type { Clock } from "../clock.js";
import type { ApiKeyRow, PrismaClientLike } from "../prisma/prisma-client-like.js";

export type NewApiKey = Pick<ApiKeyRow, "key" | "appId" | "name" | "secret"> &
  Partial<Pick<ApiKeyRow, "readsAudit">>;

/** API keys. `secret` is always ciphertext; the caller encrypts it. */
export class ApiKeyStore {
  readonly #prisma: PrismaClientLike;
  readonly #clock: Clock;

  constructor(prisma: PrismaClientLike, clock: Clock) {
    this.#prisma = prisma;
    this.#clock = clock;
  }

  add({ readsAudit = false, ...key }: NewApiKey): Promise<ApiKeyRow> {
    const data = {
      ...key,
      readsAudit,
      createdAt: this.#clock(),
      revokedAt: null,
      lastUsedAt: null,
    };
    return mapUnavailable(this.#prisma.apiKey.create({ data }));
  }

  /** Adds the key; an existing key gets this secret and is active again. */
  upsert(key: Pick<ApiKeyRow, "key" | "appId" | "name" | "secret">): Promise<ApiKeyRow> {
    const create = { ...key, createdAt: this.#clock(), revokedAt: null, lastUsedAt: null };
    const update = { secret: key.secret, revokedAt: null };
    return mapUnavailable(this.#prisma.apiKey.upsert({ where: { key: key.key }, create, update }));
  }

  get(key: string): Promise<ApiKeyRow | null> {
    return mapUnavailable(this.#prisma.apiKey.findUnique({ where: { key } }));
  }

  list(appId: string): Promise<ApiKeyRow[]> {
    return mapUnavailable(
      this.#prisma.apiKey.findMany({ where: { appId }, orderBy: { createdAt: "asc" } }),
    );
  }

  /** The keys of all apps, including revoked ones, ordered by key; `after` is the last key of the previous page. */
  listAll(after: string, limit: number): Promise<ApiKeyRow[]> {
    return mapUnavailable(
      this.#prisma.apiKey.findMany({
        where: { key: { gt: after } },
        orderBy: { key: "asc" },
        take: limit,
      }),
    );
  }

  /** Replaces the ciphertext `from` by `to`, the same secret under another master key. False if it was not `from`. */
  async replaceSecret(key: string, { from, to }: { from: string; to: string }): Promise<boolean> {
    // Atomic: the UPDATE finds no row if the secret has been replaced.
    const count = await mapUnavailable(
      this.#prisma.$executeRaw(sql`
        UPDATE api_keys SET secret = ${to} WHERE key = ${key} AND secret = ${from}`),
    );
    return count > 0;
  }

  /** Revokes all keys of the app. Returns all its keys, including those revoked before. */
  async revokeAll(appId: string): Promise<string[]> {
    const where = { appId, revokedAt: null };
    await mapUnavailable(
      this.#prisma.apiKey.updateMany({ where, data: { revokedAt: this.#clock() } }),
    );
    return (await this.list(appId)).map(({ key }) => key);
  }

  /** Returns whether this call revoked the key; false if it does not exist or was already revoked. */
  async revoke(appId: string, key: string): Promise<boolean> {
    const { count } = await mapUnavailable(
      this.#prisma.apiKey.updateMany({
        where: { appId, key, revokedAt: null },
        data: { revokedAt: this.#clock() },
      }),
    );
    return count > 0;
  }
}
