import type { Rate, TakeResult } from "./token-bucket.js";

/** Who may make how many calls, by an id for whoever it is. */
export interface TokenBuckets {
  /** Takes one call from the bucket; one that is not known is full. */
  take(id: string, rate: Rate): TakeResult | Promise<TakeResult>;
}
