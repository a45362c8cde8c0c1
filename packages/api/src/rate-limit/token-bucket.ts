/** How many calls somebody may make: `perMinute` in the long run, of which some at once. */
export interface Rate {
  readonly perMinute: number;
}

const MINUTE = 60_000_000;

/** The fewest that may come at once: a page of a browser asks for some things together. */
const MIN_BURST = 10;

/** How many calls may come at once: five seconds' worth, so that no minute has far more than its rate. */
export function burstOf({ perMinute }: Rate): number {
  return Math.min(perMinute, Math.max(MIN_BURST, Math.ceil(perMinute / 12)));
}

/** The time that a bucket takes to refill by so many calls, in microseconds. */
export const costFor = ({ perMinute }: Rate, calls: number) => (calls * MINUTE) / perMinute;

/** How many calls the time pays for. */
export const callsFor = ({ perMinute }: Rate, cost: number) =>
  // Half a microsecond is what rounding may have taken away.
  Math.floor(((cost + 0.5) * perMinute) / MINUTE);

export const capacityOf = (rate: Rate) => costFor(rate, burstOf(rate));

/** What a caller is told of its bucket. */
export interface RateStatus {
  /** Calls a minute. */
  readonly limit: number;
  /** Calls that may be made now. */
  readonly remaining: number;
  /** When the bucket is full again, in milliseconds since 1970. */
  readonly resetAt: number;
}

export interface TakeResult extends RateStatus {
  /** 0 where the call may be made; else how long to wait for the next that may, in milliseconds. */
  readonly waitMs: number;
}

/** A bucket's state, at a time in microseconds, as a caller is told of it. */
export function toTakeResult(
  rate: Rate,
  { fullAt, now, isTaken, leased }: BucketState,
): TakeResult {
  const room = capacityOf(rate) - Math.max(0, fullAt - now);
  return {
    limit: rate.perMinute,
    remaining: callsFor(rate, Math.max(0, room)) + leased,
    resetAt: Math.max(fullAt, now) / 1000,
    waitMs: isTaken ? 0 : Math.max(1, (costFor(rate, 1) - room) / 1000),
  };
}

interface BucketState {
  readonly fullAt: number;
  readonly now: number;
  readonly isTaken: boolean;
  /** Calls that were taken from the bucket and not made yet. */
  readonly leased: number;
}
