import { sqltag as sql } from "@prisma/client/runtime/client";
import { mapUnavailable } from "../prisma/map-unavailable.js";
import type { Clock } from "../clock.js";
import type { ApiKeyRow, PrismaClientLike } from "../prisma/prisma-client-like.js";

/** API keys. `secret` is ciphertext here and nothing else; who encrypts is the caller. */
export class ApiKeyStore {
  readonly #prisma: PrismaClientLike;
  readonly #clock: Clock;

  constructor(prisma: PrismaClientLike, clock: Clock) {
    this.#prisma = prisma;
    this.#clock = clock;
  }

  add(key: Pick<ApiKeyRow, "key" | "appId" | "name" | "secret">): Promise<ApiKeyRow> {
    const data = { ...key, createdAt: this.#clock(), revokedAt: null, lastUsedAt: null };
    return mapUnavailable(this.#prisma.apiKey.create({ data }));
  }

  /** Inserts the key, or gives the one that exists this secret and puts it in force again. */
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

  /** The keys of all apps, also those that are revoked, by key; `after` is where the last page ended. */
  listAll(after: string, limit: number): Promise<ApiKeyRow[]> {
    return mapUnavailable(
      this.#prisma.apiKey.findMany({
        where: { key: { gt: after } },
        orderBy: { key: "asc" },
        take: limit,
      }),
    );
  }

  /** Whether the secret was still `from`, and is now `to`: the same secret under another master key. */
  async replaceSecret(key: string, { from, to }: { from: string; to: string }): Promise<boolean> {
    // Atomic: one UPDATE, which finds no row where the secret has been replaced meanwhile.
    const count = await mapUnavailable(
      this.#prisma.$executeRaw(sql`
        UPDATE api_keys SET secret = ${to} WHERE key = ${key} AND secret = ${from}`),
    );
    return count > 0;
  }

  /** Revokes all keys of the app; which they are, also those that were revoked before. */
  async revokeAll(appId: string): Promise<string[]> {
    const where = { appId, revokedAt: null };
    await mapUnavailable(
      this.#prisma.apiKey.updateMany({ where, data: { revokedAt: this.#clock() } }),
    );
    return (await this.list(appId)).map(({ key }) => key);
  }

  /** Whether this very call revoked the key; false for a key that is absent or revoked already. */
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
