import { AppError } from "@roster/contract";
import type { Database } from "@roster/db";

const SECOND = 1_000_000n;

/** Of one address, one browser or one session. */
export const perPlace = {
  free: 5,
  firstWait: 10n * SECOND,
  longestWait: 900n * SECOND,
  forgetAfter: 86_400n * SECOND,
};

/** Of all addresses together: at a third of a second each, a tenth of a core. */
export const inAll = { burst: 20, interval: 3n * SECOND };

/** Where an attempt to give the password comes from. */
export interface AttemptPlace {
  /** `address 192.0.2.1`: what waits grow for. */
  readonly name: string;
  /** A stranger's attempts are counted together with all other strangers' too. */
  readonly isStranger: boolean;
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
  async attempt(place: AttemptPlace, look: () => Promise<boolean>): Promise<boolean> {
    await this.#take(place);
    const isRight = await look();
    if (isRight) await this.#store.clear(place.name);
    return isRight;
  }

  async #take({ name, isStranger }: AttemptPlace): Promise<void> {
    // First without writing: a flood from everywhere is refused by one read each.
    if (isStranger) refuseFor(await this.#store.waitForTurn(inAll));
    refuseFor(await this.#store.take(name, perPlace));
    if (!isStranger) return;
    const wait = await this.#store.takeTurn(inAll);
    if (wait === 0n) return this.#store.removeForgotten(perPlace);
    await this.#store.giveBack(name);
    refuseFor(wait);
  }
}

function refuseFor(wait: bigint): void {
  if (wait === 0n) return;
  const retryAfterSeconds = Number((wait + SECOND - 1n) / SECOND);
  throw new AppError(
    "RATE_LIMITED",
    `Too many wrong passwords; try again in ${inWords(retryAfterSeconds)}`,
    { details: { retryAfterSeconds } },
  );
}

function inWords(seconds: number): string {
  if (seconds <= 90) return seconds === 1 ? "a second" : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
