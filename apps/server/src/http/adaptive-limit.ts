/** How often the limit is adjusted, and the fewest completed requests that say something about the server. */
const WINDOW_MS = 100;
const MIN_SAMPLES = 20;

/** How much of the earlier windows counts in the rate: responses leave in bursts, one per commit. */
const MEMORY = 0.7;

/** However slow the server is, so many requests may be active. */
const MIN_LIMIT = 256;

/** How long after the last rejection the limit ends. */
const RECOVERY_MS = 5_000;

export interface AdaptiveLimitOptions {
  /** The highest limit. */
  readonly max: number;
  /** How long a request may take while the server is overloaded, in milliseconds. */
  readonly maxWait: number;
  /** A clock, in milliseconds. */
  readonly now: () => number;
  /** How long the event loop has been reading requests in its current turn, in milliseconds. */
  readonly turnAge: () => number;
}

/**
 * The number of active requests that the server completes within the longest acceptable wait: by Little's law, that wait
 * times the requests completed per second. It applies once most requests take long and the next ones would wait longer
 * than that; until then all are accepted, because a server that has had little to do does not know how fast it is.
 * Requests that the event loop reads later than the acceptable wait have waited that long, and are not accepted either.
 */
export class AdaptiveLimit {
  readonly #options: AdaptiveLimitOptions;
  #current: number;
  /** Requests in progress when the last one arrived, and whether one was rejected in this window. */
  #active = 0;
  #isReached = false;
  /** The begin of the current window, its completed requests, and how many of them took long. */
  #since: number;
  #completed = 0;
  #slow = 0;
  #lastRejected = 0;
  /** Requests and milliseconds of the earlier windows, the older the less. */
  #earlierCompleted = 0;
  #earlierTime = 0;

  constructor(options: AdaptiveLimitOptions) {
    this.#options = options;
    this.#current = options.max;
    this.#since = options.now();
  }

  get current(): number {
    return this.#current;
  }

  /** Whether another request may start while `active` ones are in progress. */
  accepts(active: number): boolean {
    const { max, maxWait, now, turnAge } = this.#options;
    if (this.#current < max && now() - this.#lastRejected > RECOVERY_MS) this.#reset();
    this.#active = active;
    const isLate = turnAge() > maxWait && active >= MIN_LIMIT;
    if (active < this.#current && !isLate) return true;
    this.#isReached = true;
    this.#lastRejected = now();
    return false;
  }

  /** Records how long a request took, in milliseconds. */
  record(durationMs: number): void {
    this.#completed += 1;
    if (durationMs > this.#options.maxWait / 2) this.#slow += 1;
    if (this.#completed < MIN_SAMPLES) return;
    const now = this.#options.now();
    if (now - this.#since < WINDOW_MS) return;
    this.#adapt(now);
    this.#begin(now);
  }

  #reset(): void {
    const { max, now } = this.#options;
    this.#current = max;
    this.#earlierCompleted = 0;
    this.#earlierTime = 0;
    this.#begin(now());
  }

  #adapt(now: number): void {
    const { max, maxWait } = this.#options;
    this.#earlierCompleted = this.#completed + MEMORY * this.#earlierCompleted;
    this.#earlierTime = now - this.#since + MEMORY * this.#earlierTime;
    const perMs = this.#earlierCompleted / this.#earlierTime;
    const isSlow = this.#slow > this.#completed / 2;
    const isOverloaded = this.#isReached || (isSlow && this.#active / perMs > maxWait);
    const limit = isOverloaded ? Math.floor(perMs * maxWait) : 2 * this.#current;
    this.#current = Math.min(max, Math.max(MIN_LIMIT, limit));
    // The limit may not have been reached yet.
    if (isOverloaded) this.#lastRejected = now;
  }

  #begin(now: number): void {
    this.#since = now;
    this.#completed = 0;
    this.#slow = 0;
    this.#isReached = false;
  }
}
