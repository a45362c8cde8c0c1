/** Calls per minute in the long run; {@link burstOf} of them may come at once. */
export interface Rate {
  readonly perMinute: number;
  /** How much of a minute's calls may come at once. Default: a twelfth, five seconds' worth. */
  readonly burstShare?: number;
}

const MINUTE = 60_000_000;

/** The smallest burst: a browser page makes several requests at once. */
const MIN_BURST = 10;

/** How many calls may come at once: few enough that no minute far exceeds its rate. */
export function burstOf({ perMinute, burstShare = 1 / 12 }: Rate): number {
  return Math.min(perMinute, Math.max(MIN_BURST, Math.ceil(perMinute * burstShare)));
}

/** The time in which a bucket refills by `calls`, in microseconds. */
export const costFor = ({ perMinute }: Rate, calls: number) => (calls * MINUTE) / perMinute;

/** The number of calls that `cost` microseconds pay for. */
export const callsFor = ({ perMinute }: Rate, cost: number) =>
  // Rounding may have removed up to half a microsecond.
  Math.floor(((cost + 0.5) * perMinute) / MINUTE);

export const capacityOf = (rate: Rate) => costFor(rate, burstOf(rate));

/** The state of a bucket, as reported to the caller. */
export interface RateStatus {
  /** Calls per minute. */
  readonly limit: number;
  /** Calls that may be made now. */
  readonly remaining: number;
  /** When the bucket will be full again, in milliseconds since 1970. */
  readonly resetAt: number;
}

export interface TakeResult extends RateStatus {
  /** 0 if the calls may be made; otherwise how long to wait for them, in milliseconds. */
  readonly waitMs: number;
}

/** One token bucket per id. */
export interface TokenBuckets {
  /** Takes this many calls from the bucket, or none; at most its burst. An unknown bucket is full. */
  take(id: string, rate: Rate, calls: number): TakeResult | Promise<TakeResult>;
  /** Returns calls that were taken but will not be made. */
  giveBack(id: string, rate: Rate, calls: number): void;
}

interface BucketState {
  readonly fullAt: number;
  readonly now: number;
  readonly calls: number;
  readonly isTaken: boolean;
  /** Calls that were taken from the bucket but not yet made. */
  readonly leased: number;
}

/** Converts a bucket's state, with times in microseconds, to the status that the caller sees. */
export function toTakeResult(
  rate: Rate,
  { fullAt, now, calls, isTaken, leased }: BucketState,
): TakeResult {
  const available = capacityOf(rate) - Math.max(0, fullAt - now);
  const missing = costFor(rate, calls - leased) - available;
  return {
    limit: rate.perMinute,
    remaining: callsFor(rate, Math.max(0, available)) + leased,
    resetAt: Math.max(fullAt, now) / 1000,
    waitMs: isTaken ? 0 : Math.max(1, missing / 1000),
  };
}
