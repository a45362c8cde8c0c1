import { AppError } from "@roster/contract";
import { type Database, toTimestamp } from "@roster/db";
import { LRUCache } from "lru-cache";
import { toMicros } from "../to-micros.js";
import type { Actor } from "./actor.js";
import { type ActiveKey, type Keyring, secretsOf } from "./keyring.js";
import { actAs, extractToken, verifyToken } from "./token.js";

/** The credentials of a request. */
export interface Credentials {
  readonly apiKey: string | undefined;
  /** The `Authorization` header: a JWT, with or without `Bearer ` before it. */
  readonly authorization: string | undefined;
}

/** A verified token, with the secret that verified it and the key as it was then. */
interface VerifiedToken {
  readonly actor: Actor;
  readonly secret: string;
  readonly key: ActiveKey;
  /** Seconds since 1970: `exp` and the leeway; Infinity if the token has no `exp`. */
  readonly expiresAt: number;
}

const MAX_TOKENS = 10_000;
const MAX_CHARACTERS = 8 * 1024 * 1024;

/** Turns credentials into an actor. Caches verified tokens, limited in number and size. */
export class Authenticator {
  readonly #keyring: Keyring;
  readonly #uses: Database["apiKeyUses"];
  readonly #now: () => Date;
  readonly #leewaySeconds: number;
  readonly #verified = new LRUCache<string, VerifiedToken>({
    max: MAX_TOKENS,
    maxSize: MAX_CHARACTERS,
    sizeCalculation: (_token, cacheKey) => cacheKey.length,
  });

  constructor(
    keyring: Keyring,
    uses: Database["apiKeyUses"],
    { now, leewaySeconds }: { readonly now: () => Date; readonly leewaySeconds: number },
  ) {
    this.#keyring = keyring;
    this.#uses = uses;
    this.#now = now;
    this.#leewaySeconds = leewaySeconds;
  }

  /**
   * `getAddress` is called only for keys that are limited to some addresses; without it, they are rejected.
   *
   * @throws AppError UNKNOWN_API_KEY, UNAUTHENTICATED, or FORBIDDEN for an address that may not use the key.
   */
  async authenticate(
    { apiKey, authorization }: Credentials,
    getAddress?: () => string,
  ): Promise<Actor> {
    if (!apiKey) {
      throw new AppError(
        "UNKNOWN_API_KEY",
        "Send the API key in the header api_key or x-api-key or, with REST, in the query",
      );
    }
    const token = extractToken(authorization);
    const key = await this.#keyring.find(apiKey);
    const now = this.#now();
    assertUsable(key, now, getAddress);
    const cacheKey = `${apiKey} ${token}`;
    const known = this.#verified.get(cacheKey);
    if (known && now.getTime() < known.expiresAt * 1000 && isAccepted(known.secret, key, now)) {
      this.#uses.record(apiKey);
      if (known.key === key) return known.actor;
      // The key was loaded again, perhaps with other rights.
      const actor = actAs(known.actor, key, known.secret);
      this.#verified.set(cacheKey, { ...known, actor, key });
      return actor;
    }

    const leewaySeconds = this.#leewaySeconds;
    const { actor, claims, secret } = await verifyToken(token, key, { now, leewaySeconds });
    this.#uses.record(apiKey);
    const expiresAt = (claims.exp ?? Infinity) + leewaySeconds;
    this.#verified.set(cacheKey, { actor, secret, key, expiresAt });
    return actor;
  }
}

/** Compares with the newest secret first, because it is nearly always that one. */
const isAccepted = (secret: string, key: ActiveKey, now: Date) =>
  secret === key.secret || secretsOf(key, now).includes(secret);

function assertUsable(key: ActiveKey, now: Date, getAddress: (() => string) | undefined): void {
  const { expiresAt, allows } = key;
  if (expiresAt !== null && expiresAt <= toMicros(now)) {
    const expiredAt = toTimestamp(expiresAt);
    throw new AppError("UNKNOWN_API_KEY", `This API key expired at ${expiredAt}`, {
      details: { expiredAt },
    });
  }
  if (allows === null) return;
  const address = getAddress?.() ?? "";
  if (allows(address)) return;
  const from = address === "" ? "an unknown address" : address;
  throw new AppError("FORBIDDEN", `This API key cannot be used from ${from}`);
}
