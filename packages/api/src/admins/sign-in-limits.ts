import { AppError } from "@roster/contract";
import type { Database } from "@roster/db";

const SECOND = 1_000_000n;

/** For one address, one device or one session. */
export const perSource = {
  freeAttempts: 5,
  firstWait: 10n * SECOND,
  maxWait: 900n * SECOND,
  resetAfter: 86_400n * SECOND,
};

/** For all untrusted devices together: attempts of a third of a second each use a tenth of a core. */
export const untrustedTotal = { burst: 20, interval: 3n * SECOND };

/** The origin of an attempt to enter the password. */
export interface SignInSource {
  /** Such as `address 192.0.2.1`. Each name has its own growing wait. */
  readonly name: string;
  /** Whether it has no device cookie. Attempts from all such sources also share one limit. */
  readonly isUntrusted: boolean;
  /** Whom the attempt is for, known or not. Another one's success does not end the wait for this one. */
  readonly target?: string;
}

/** What is counted separately. */
const placesOf = ({ name, target }: SignInSource) =>
  target === undefined ? [name] : [`${name} ${target}`, name];

/** Limits how often the password can be tried, across processes and restarts. */
export class SignInLimits {
  readonly #store: Database["signInLimits"];

  constructor(store: Database["signInLimits"]) {
    this.#store = store;
  }

  /**
   * Runs `verify` if an attempt is allowed now, and returns its result.
   *
   * @throws AppError RATE_LIMITED, before any hash is computed.
   */
  async attempt(source: SignInSource, verify: () => Promise<boolean>): Promise<boolean> {
    await this.#take(source);
    const isRight = await verify();
    if (isRight) for (const place of placesOf(source)) await this.#store.reset(place);
    return isRight;
  }

  /** Whether an attempt may be made now. It counts only if {@link countFailure} is called, unlike `attempt`. */
  async isFree(name: string): Promise<boolean> {
    return (await this.#store.peek(name, perSource)) === 0n;
  }

  async countFailure(name: string): Promise<void> {
    await this.#store.take(name, perSource);
    await this.#store.removeExpired(perSource);
  }

  forget(name: string): Promise<void> {
    return this.#store.reset(name);
  }

  async #take(source: SignInSource): Promise<void> {
    const { isUntrusted } = source;
    // Reads first: each attempt of a distributed flood costs one read and no write.
    if (isUntrusted) assertNoWait(await this.#store.peekShared(untrustedTotal));
    const taken: string[] = [];
    for (const place of placesOf(source)) {
      const placeWait = await this.#store.take(place, perSource);
      if (placeWait > 0n) await this.#refund(taken);
      assertNoWait(placeWait);
      taken.push(place);
    }
    if (!isUntrusted) return this.#store.removeExpired(perSource);
    const wait = await this.#store.takeShared(untrustedTotal);
    if (wait === 0n) return this.#store.removeExpired(perSource);
    await this.#refund(taken);
    assertNoWait(wait);
  }

  async #refund(places: readonly string[]): Promise<void> {
    for (const place of places) await this.#store.refund(place);
  }
}

function assertNoWait(wait: bigint): void {
  if (wait === 0n) return;
  const retryAfterSeconds = Number((wait + SECOND - 1n) / SECOND);
  throw new AppError(
    "RATE_LIMITED",
    `Too many failed attempts; try again in ${formatWait(retryAfterSeconds)}`,
    { details: { retryAfterSeconds } },
  );
}

function formatWait(seconds: number): string {
  if (seconds <= 90) return seconds === 1 ? "a second" : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
