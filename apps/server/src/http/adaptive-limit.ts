import { monitorEventLoopDelay } from "node:perf_hooks";

/** The target response time, in milliseconds; the slowest responses take a few times as long. */
const TARGET_MS = 60;

/**
 * If responses are slow at any concurrency, as on a disk with slow commits, a lower limit does not make them faster.
 * The target is then twice the best response time, but at most this.
 */
const MAX_TARGET_MS = 120;

/** How fast the best response time is forgotten, per window: it doubles in half a minute. */
const BASELINE_GROWTH = 1.002;

/** How often the limit is adjusted, and the samples needed to lower it. */
const WINDOW_MS = 100;
const MIN_SAMPLES = 20;

/** Growth of the limit per window. More would make it oscillate, and the slowest requests would wait. */
const GROWTH = 0.1;

/** Slow calls never lower the limit below this. */
const MIN_LIMIT = 64;

/** A call that takes minutes counts as no more than this. */
const MAX_SAMPLE_MS = 1_000;

/** How often the event loop's delay is sampled, in milliseconds. */
const RESOLUTION_MS = 20;

export interface AdaptiveLimitOptions {
  /** The highest limit. */
  readonly max: number;
  /** A clock, in milliseconds. */
  readonly now: () => number;
  /** The median delay of the event loop since the last call, in milliseconds. */
  readonly loopDelay: () => number;
}

/**
 * The number of concurrent requests at which responses stay fast. A server completes a certain number of requests
 * per second; with more of them at once it completes no more, and each waits longer. So the limit falls while
 * responses take longer than the target and rises again while they do not.
 */
export class AdaptiveLimit {
  readonly #options: AdaptiveLimitOptions;
  #current: number;
  #since: number;
  #samples = 0;
  #spent = 0;
  /** The best average response time, in milliseconds. */
  #best = Infinity;

  constructor(options: AdaptiveLimitOptions) {
    this.#options = options;
    this.#current = options.max;
    this.#since = options.now();
  }

  get current(): number {
    return this.#current;
  }

  /** Records how long a request took, in milliseconds. */
  record(durationMs: number): void {
    this.#samples += 1;
    this.#spent += Math.min(durationMs, MAX_SAMPLE_MS);
    const now = this.#options.now();
    if (now - this.#since < WINDOW_MS) return;
    this.#adapt();
    this.#since = now;
    this.#samples = 0;
    this.#spent = 0;
  }

  #adapt(): void {
    const { max, loopDelay } = this.#options;
    const average = this.#spent / this.#samples + loopDelay();
    this.#best = Math.min(average, this.#best * BASELINE_GROWTH);
    const target = Math.min(MAX_TARGET_MS, Math.max(TARGET_MS, 2 * this.#best));
    if (this.#samples >= MIN_SAMPLES && average > target) {
      const lower = Math.floor(this.#current * Math.max(0.5, target / average));
      this.#current = Math.min(max, Math.max(MIN_LIMIT, lower));
    } else {
      this.#current = Math.min(max, this.#current + Math.ceil(this.#current * GROWTH));
    }
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
