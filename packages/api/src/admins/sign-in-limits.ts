import { AppError } from "@roster/contract";
import type { Database } from "@roster/db";

const SECOND = 1_000_000n;

/** Of one address, one browser or one session. */
export const perSource = {
  freeAttempts: 5,
  firstWait: 10n * SECOND,
  maxWait: 900n * SECOND,
  resetAfter: 86_400n * SECOND,
};

/** Of all addresses together: at a third of a second each, a tenth of a core. */
export const untrustedTotal = { burst: 20, interval: 3n * SECOND };

/** Where an attempt to give the password comes from. */
export interface SignInSource {
  /** `address 192.0.2.1`: what waits grow for. */
  readonly name: string;
  /** A stranger's attempts are counted together with all other strangers' too. */
  readonly isUntrusted: boolean;
}

/** How often the password may be looked at, for all processes and over restarts. */
export class SignInLimits {
  readonly #store: Database["signInLimits"];

  constructor(store: Database["signInLimits"]) {
    this.#store = store;
  }

  /**
   * Runs `look` where an attempt is free now; nothing was computed where it is not. `look` says whether the
   * password was right.
   *
   * @throws AppError RATE_LIMITED
   */
  async attempt(place: SignInSource, look: () => Promise<boolean>): Promise<boolean> {
    await this.#take(place);
    const isRight = await look();
    if (isRight) await this.#store.reset(place.name);
    return isRight;
  }

  async #take({ name, isUntrusted }: SignInSource): Promise<void> {
    // First without writing: a flood from everywhere is refused by one read each.
    if (isUntrusted) assertNoWait(await this.#store.peekShared(untrustedTotal));
    assertNoWait(await this.#store.take(name, perSource));
    if (!isUntrusted) return;
    const wait = await this.#store.takeShared(untrustedTotal);
    if (wait === 0n) return this.#store.removeExpired(perSource);
    await this.#store.refund(name);
    assertNoWait(wait);
  }
}

function assertNoWait(wait: bigint): void {
  if (wait === 0n) return;
  const retryAfterSeconds = Number((wait + SECOND - 1n) / SECOND);
  throw new AppError(
    "RATE_LIMITED",
    `Too many wrong passwords; try again in ${formatWait(retryAfterSeconds)}`,
    { details: { retryAfterSeconds } },
  );
}

function formatWait(seconds: number): string {
  if (seconds <= 90) return seconds === 1 ? "a second" : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
