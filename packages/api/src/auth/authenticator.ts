import { AppError } from "@roster/contract";
import type { Database } from "@roster/db";
import { LRUCache } from "lru-cache";
import type { Actor } from "./actor.js";
import type { Keyring } from "./keyring.js";
import { extractToken, verifyToken } from "./token.js";

/** The credentials of a request. */
export interface Credentials {
  readonly apiKey: string | undefined;
  /** The `Authorization` header: a JWT, with or without `Bearer ` before it. */
  readonly authorization: string | undefined;
}

/** A verified token, with the secret that verified it. */
interface VerifiedToken {
  readonly actor: Actor;
  readonly secret: string;
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

  /** @throws AppError UNKNOWN_API_KEY or UNAUTHENTICATED */
  async authenticate({ apiKey, authorization }: Credentials): Promise<Actor> {
    if (!apiKey) {
      throw new AppError(
        "UNKNOWN_API_KEY",
        "Send the API key in the header api_key or x-api-key or, with REST, in the query",
      );
    }
    const token = extractToken(authorization);
    const key = await this.#keyring.find(apiKey);
    const cacheKey = `${apiKey} ${token}`;
    const known = this.#verified.get(cacheKey);
    const now = this.#now();
    // The secret may have been replaced since.
    if (known?.secret === key.secret && now.getTime() < known.expiresAt * 1000) {
      this.#uses.record(apiKey);
      return known.actor;
    }

    const leewaySeconds = this.#leewaySeconds;
    const { actor, claims } = await verifyToken(token, key, { now, leewaySeconds });
    this.#uses.record(apiKey);
    const expiresAt = (claims.exp ?? Infinity) + leewaySeconds;
    this.#verified.set(cacheKey, { actor, secret: key.secret, expiresAt });
    return actor;
  }
}
