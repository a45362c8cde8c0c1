import { sqltag as sql } from "@prisma/client/runtime/client";
import { legacyScopes } from "@roster/contract";
import { mapUnavailable } from "../prisma/driver-errors.js";
import type { Clock } from "../clock.js";
import type { ApiKeyRow, PrismaClientLike } from "../prisma/prisma-client-like.js";

/** What a key may do, and when, how often and from where. */
export type ApiKeyRights = Pick<ApiKeyRow, "scopes" | "expiresAt" | "ratePerMinute" | "allowFrom">;

export type NewApiKey = Pick<ApiKeyRow, "key" | "appId" | "name" | "secret"> &
  Partial<ApiKeyRights>;

const defaultRights: ApiKeyRights = {
  scopes: legacyScopes.join(" "),
  expiresAt: null,
  ratePerMinute: null,
  allowFrom: null,
};

/** A key that the caller has read; another caller may have changed its scopes or revoked it since. */
export type SeenApiKey = Pick<ApiKeyRow, "key" | "appId" | "scopes" | "secret">;

/** API keys. Secrets are always ciphertext; the caller encrypts them. */
export class ApiKeyStore {
  readonly #prisma: PrismaClientLike;
  readonly #clock: Clock;

  constructor(prisma: PrismaClientLike, clock: Clock) {
    this.#prisma = prisma;
    this.#clock = clock;
  }

  add(key: NewApiKey): Promise<ApiKeyRow> {
    return mapUnavailable(this.#prisma.apiKey.create({ data: this.#toRow(key) }));
  }

  /** Adds the key; an existing key gets this secret, as its only one, and is active again. */
  upsert(key: NewApiKey): Promise<ApiKeyRow> {
    const create = this.#toRow(key);
    const { secret, revokedAt, previousSecret, previousSecretUntil } = create;
    const update = { secret, revokedAt, previousSecret, previousSecretUntil };
    return mapUnavailable(this.#prisma.apiKey.upsert({ where: { key: key.key }, create, update }));
  }

  #toRow(key: NewApiKey): ApiKeyRow {
    const unused = { revokedAt: null, lastUsedAt: null };
    const unrotated = { previousSecret: null, previousSecretUntil: null };
    return { ...defaultRights, ...key, createdAt: this.#clock(), ...unused, ...unrotated };
  }

  get(key: string): Promise<ApiKeyRow | null> {
    return mapUnavailable(this.#prisma.apiKey.findUnique({ where: { key } }));
  }

  list(appId: string): Promise<ApiKeyRow[]> {
    return mapUnavailable(
      this.#prisma.apiKey.findMany({ where: { appId }, orderBy: { createdAt: "asc" } }),
    );
  }

  /** The keys of all apps that are not revoked and expire at this time or later, the first to expire first. */
  listExpiring(from: bigint, limit: number): Promise<ApiKeyRow[]> {
    return mapUnavailable(
      this.#prisma.apiKey.findMany({
        where: { expiresAt: { gte: from }, revokedAt: null },
        orderBy: { expiresAt: "asc" },
        take: limit,
      }),
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

  /** False if the key was revoked, or has other scopes than the caller has seen. */
  async update(
    { key, appId, scopes }: SeenApiKey,
    data: Partial<ApiKeyRights & { name: string }>,
  ): Promise<boolean> {
    const where = { key, appId, scopes, revokedAt: null };
    const { count } = await mapUnavailable(this.#prisma.apiKey.updateMany({ where, data }));
    return count > 0;
  }

  /** Replaces the secret; the current one becomes the previous one if it has an end. False as for `update`, or if the secret was replaced. */
  async rotate(
    { key, appId, scopes, secret: current }: SeenApiKey,
    { secret, previousUntil }: { secret: string; previousUntil: bigint | null },
  ): Promise<boolean> {
    const count = await mapUnavailable(
      this.#prisma.$executeRaw(sql`
        UPDATE api_keys SET secret = ${secret},
          previous_secret = CASE WHEN CAST(${previousUntil} AS BIGINT) IS NULL THEN NULL ELSE secret END,
          previous_secret_until = CAST(${previousUntil} AS BIGINT)
        WHERE key = ${key} AND app_id = ${appId} AND scopes = ${scopes}
          AND secret = ${current} AND revoked_at IS NULL`),
    );
    return count > 0;
  }

  /** Replaces the ciphertext `from` by `to`, the same secret under another master key. False if it was not `from`. */
  async replaceSecret(key: string, { from, to }: { from: string; to: string }): Promise<boolean> {
    // Atomic: the UPDATE finds no row if the secret has been replaced. No two ciphertexts are equal.
    const count = await mapUnavailable(
      this.#prisma.$executeRaw(sql`
        UPDATE api_keys SET secret = CASE WHEN secret = ${from} THEN ${to} ELSE secret END,
          previous_secret = CASE WHEN previous_secret = ${from} THEN ${to} ELSE previous_secret END
        WHERE key = ${key} AND (secret = ${from} OR previous_secret = ${from})`),
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
