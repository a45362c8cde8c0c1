import { monitorEventLoopDelay } from "node:perf_hooks";

/** How soon a request is to be answered, in milliseconds; the slowest take some times as long. */
const TARGET_MS = 60;

/**
 * Where answers take long however few are worked on, as with a disk that commits slowly, fewer places would make
 * none of them faster: then it is twice what they take at best, up to this.
 */
const MAX_TARGET_MS = 120;

/** By how much the best is forgotten in a window: it doubles in half a minute. */
const BASELINE_GROWTH = 1.002;

/** How often it is looked at, and on how many answers at least. */
const WINDOW_MS = 100;
const MIN_SAMPLES = 20;

/** By which part places grow in a window: by more they would swing around what is right, and the slowest would wait. */
const GROWTH = 0.1;

/** Slow calls are no reason to work on fewer than this. */
const MIN_LIMIT = 64;

/** One call that takes minutes counts for no more. */
const MAX_SAMPLE_MS = 1_000;

/** How often the event loop is watched, in milliseconds. */
const RESOLUTION_MS = 20;

export interface AdaptiveLimitOptions {
  /** The most places that there ever are. */
  readonly max: number;
  /** A clock of milliseconds. */
  readonly now: () => number;
  /** How late the event loop usually was since it was last asked, in milliseconds. */
  readonly loopDelay: () => number;
}

/**
 * How many requests may be worked on so that each is answered soon. What a server can do is so many answers a
 * second; however many it works on at once, it does no more, and each waits longer. So there are as many places
 * as it fills within the target: fewer while answers take longer, more again while they do not.
 */
export class AdaptiveLimit {
  readonly #options: AdaptiveLimitOptions;
  #places: number;
  #since: number;
  #samples = 0;
  #spent = 0;
  /** The least that answers have usually taken, in milliseconds. */
  #best = Infinity;

  constructor(options: AdaptiveLimitOptions) {
    this.#options = options;
    this.#places = options.max;
    this.#since = options.now();
  }

  get current(): number {
    return this.#places;
  }

  /** Tells of a request that was worked on for so long, in milliseconds. */
  record(took: number): void {
    this.#samples += 1;
    this.#spent += Math.min(took, MAX_SAMPLE_MS);
    const now = this.#options.now();
    if (now - this.#since < WINDOW_MS) return;
    this.#adapt();
    this.#since = now;
    this.#samples = 0;
    this.#spent = 0;
  }

  #adapt(): void {
    const { max: most, loopDelay } = this.#options;
    const usual = this.#spent / this.#samples + loopDelay();
    this.#best = Math.min(usual, this.#best * BASELINE_GROWTH);
    const target = Math.min(MAX_TARGET_MS, Math.max(TARGET_MS, 2 * this.#best));
    if (this.#samples >= MIN_SAMPLES && usual > target) {
      const fewer = Math.floor(this.#places * Math.max(0.5, target / usual));
      this.#places = Math.min(most, Math.max(MIN_LIMIT, fewer));
    } else {
      this.#places = Math.min(most, this.#places + Math.ceil(this.#places * GROWTH));
    }
  }
}

/** Half of the loop's turns since the last look were no later, in milliseconds. */
export function measureEventLoopDelay(): () => number {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  return () => {
    const usual = delays.percentile(50) / 1e6 - RESOLUTION_MS;
    delays.reset();
    return Math.max(0, usual);
  };
}
