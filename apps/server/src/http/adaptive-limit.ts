import { monitorEventLoopDelay } from "node:perf_hooks";

/** How often the limit is adjusted, and the fewest completed requests that say something about the server. */
const WINDOW_MS = 100;
const MIN_SAMPLES = 20;

/** How much of the earlier windows counts in the rate: responses leave in bursts, one per commit. */
const MEMORY = 0.7;

/** However slow the server is, so many requests may be active. */
const MIN_LIMIT = 64;

/** How often the event loop's delay is sampled, in milliseconds. */
const RESOLUTION_MS = 20;

export interface AdaptiveLimitOptions {
  /** The highest limit. */
  readonly max: number;
  /** How long a request may take while the server is overloaded, in milliseconds. */
  readonly maxWait: number;
  /** A clock, in milliseconds. */
  readonly now: () => number;
  /** The median delay of the event loop since the last call, in milliseconds. */
  readonly loopDelay: () => number;
}

/**
 * The number of active requests that the server completes within the longest acceptable wait: by Little's law, that wait
 * times the requests completed per second. It applies once most requests take long and the next ones would wait longer
 * than that; until then all are accepted, because a server that has had little to do does not know how fast it is.
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
  #lastCompleted: number;
  #loopDelay = 0;
  /** Requests and milliseconds of the earlier windows, the older the less. */
  #earlierCompleted = 0;
  #earlierTime = 0;

  constructor(options: AdaptiveLimitOptions) {
    this.#options = options;
    this.#current = options.max;
    this.#since = options.now();
    this.#lastCompleted = this.#since;
  }

  get current(): number {
    return this.#current;
  }

  /** Whether another request may start while `active` ones are in progress. */
  accepts(active: number): boolean {
    if (active === 0) this.#resetIfIdle();
    this.#active = active;
    if (active < this.#current) return true;
    this.#isReached = true;
    return false;
  }

  /** Records how long a request took, in milliseconds. */
  record(durationMs: number): void {
    this.#completed += 1;
    if (durationMs + this.#loopDelay > this.#options.maxWait / 2) this.#slow += 1;
    this.#lastCompleted = this.#options.now();
    if (this.#completed < MIN_SAMPLES || this.#lastCompleted - this.#since < WINDOW_MS) return;
    this.#adapt();
    this.#begin(this.#lastCompleted);
  }

  /** After a pause nothing waits, and the next requests may be of another kind. */
  #resetIfIdle(): void {
    const { max, maxWait, now } = this.#options;
    if (now() - this.#lastCompleted < maxWait) return;
    this.#current = max;
    this.#earlierCompleted = 0;
    this.#earlierTime = 0;
    this.#begin(now());
  }

  #adapt(): void {
    const { max, maxWait, loopDelay } = this.#options;
    this.#earlierCompleted = this.#completed + MEMORY * this.#earlierCompleted;
    this.#earlierTime = this.#lastCompleted - this.#since + MEMORY * this.#earlierTime;
    this.#loopDelay = loopDelay();
    const perMs = this.#earlierCompleted / this.#earlierTime;
    const isSlow = this.#slow > this.#completed / 2;
    const wait = this.#loopDelay + this.#active / perMs;
    const isOverloaded = this.#isReached || (isSlow && wait > maxWait);
    const limit = isOverloaded ? Math.floor(perMs * maxWait) : 2 * this.#current;
    this.#current = Math.min(max, Math.max(MIN_LIMIT, limit));
  }

  #begin(now: number): void {
    this.#since = now;
    this.#completed = 0;
    this.#slow = 0;
    this.#isReached = false;
  }
}

/** Returns a function that reads the median delay since its last call, in milliseconds. */
export function measureEventLoopDelay(): () => number {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  return () => {
    const median = delays.percentile(50) / 1e6 - RESOLUTION_MS;
    delays.reset();
    return Math.max(0, median);
  };
}
