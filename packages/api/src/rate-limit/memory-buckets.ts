import { LRUCache } from "lru-cache";
import {
  capacityOf,
  costFor,
  type Rate,
  type TakeResult,
  type TokenBuckets,
  toTakeResult,
} from "./token-bucket.js";

/** Above this number, the least recently used bucket is dropped, which makes it full again. */
const MAX_BUCKETS = 100_000;

/** Token buckets of a server that runs as a single process. */
export class MemoryBuckets implements TokenBuckets {
  readonly #now: () => Date;
  /** When each bucket is full, in microseconds since 1970: the entire state of a token bucket. */
  readonly #fullAt = new LRUCache<string, number>({ max: MAX_BUCKETS });

  constructor(now: () => Date) {
    this.#now = now;
  }

  take(id: string, rate: Rate, calls: number): TakeResult {
    const now = this.#now().getTime() * 1000;
    const capacity = capacityOf(rate);
    // No bucket is emptier than empty: a time further ahead means that the clock was set back.
    const from = Math.min(Math.max(this.#fullAt.get(id) ?? 0, now), now + capacity);
    const next = from + costFor(rate, calls);
    const isTaken = next - now <= capacity;
    const fullAt = isTaken ? next : from;
    this.#fullAt.set(id, fullAt);
    return toTakeResult(rate, { fullAt, now, calls, isTaken, leased: 0 });
  }

  giveBack(id: string, rate: Rate, calls: number): void {
    const fullAt = this.#fullAt.get(id);
    if (fullAt !== undefined) this.#fullAt.set(id, fullAt - costFor(rate, calls));
  }
}
