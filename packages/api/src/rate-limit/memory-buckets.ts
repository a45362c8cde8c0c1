import { LRUCache } from "lru-cache";
import type { TokenBuckets } from "./buckets.js";
import { capacityOf, costFor, type Rate, type TakeResult, toTakeResult } from "./token-bucket.js";

/** Beyond it the longest unused is forgotten, and so is full. */
const MAX_BUCKETS = 100_000;

/** The buckets of a server that is one process. */
export class MemoryBuckets implements TokenBuckets {
  readonly #now: () => Date;
  /** When each is full, in microseconds since 1970: all that a token bucket has to know. */
  readonly #fullAt = new LRUCache<string, number>({ max: MAX_BUCKETS });

  constructor(now: () => Date) {
    this.#now = now;
  }

  take(id: string, rate: Rate): TakeResult {
    const now = this.#now().getTime() * 1000;
    const capacity = capacityOf(rate);
    // No bucket is emptier than empty: its time lies further ahead only where the clock was set back.
    const from = Math.min(Math.max(this.#fullAt.get(id) ?? 0, now), now + capacity);
    const next = from + costFor(rate, 1);
    const isTaken = next - now <= capacity;
    const fullAt = isTaken ? next : from;
    this.#fullAt.set(id, fullAt);
    return toTakeResult(rate, { fullAt, now, isTaken, leased: 0 });
  }
}
