import { reached } from "./availability.js";
import type { Clock } from "./clock.js";
import type { ApiKeyRow, PrismaPort } from "./port.js";

/** API keys. `secret` is ciphertext here and nothing else; who encrypts is the caller. */
export class ApiKeyStore {
  readonly #port: PrismaPort;
  readonly #clock: Clock;

  constructor(port: PrismaPort, clock: Clock) {
    this.#port = port;
    this.#clock = clock;
  }

  insert(key: Pick<ApiKeyRow, "key" | "appId" | "name" | "secret">): Promise<ApiKeyRow> {
    const data = { ...key, createdAt: this.#clock(), revokedAt: null };
    return reached(this.#port.apiKey.create({ data }));
  }

  /** Inserts the key, or gives the one that exists this secret and puts it in force again. */
  put(key: Pick<ApiKeyRow, "key" | "appId" | "name" | "secret">): Promise<ApiKeyRow> {
    const create = { ...key, createdAt: this.#clock(), revokedAt: null };
    const update = { secret: key.secret, revokedAt: null };
    return reached(this.#port.apiKey.upsert({ where: { key: key.key }, create, update }));
  }

  find(key: string): Promise<ApiKeyRow | null> {
    return reached(this.#port.apiKey.findUnique({ where: { key } }));
  }

  list(appId: string): Promise<ApiKeyRow[]> {
    return reached(this.#port.apiKey.findMany({ where: { appId }, orderBy: { createdAt: "asc" } }));
  }

  /** Whether this very call revoked the key; false for a key that is absent or revoked already. */
  async revoke(appId: string, key: string): Promise<boolean> {
    const { count } = await reached(
      this.#port.apiKey.updateMany({
        where: { appId, key, revokedAt: null },
        data: { revokedAt: this.#clock() },
      }),
    );
    return count > 0;
  }
}
