import type { Rate, Taken } from "./rate.js";

/** Who may make how many calls, by an id for whoever it is. */
export interface Buckets {
  /** Takes one call from the bucket; one that is not known is full. */
  take(id: string, rate: Rate): Taken | Promise<Taken>;
}
