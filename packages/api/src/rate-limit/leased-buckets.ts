import { createHash } from "node:crypto";
import { type Database, every, type RateRequest } from "@roster/db";
import {
  burstOf,
  callsFor,
  capacityOf,
  costFor,
  type Rate,
  type TakeResult,
  type TokenBuckets,
  toTakeResult,
} from "./token-bucket.js";

/** How long a process may hold unused calls, and how often it returns them. */
const LEASE_MS = 1_000;

/** The minimum time between two requests for an empty bucket. */
const MIN_RETRY_MS = 20;

/** Calls of one bucket that this process may admit without querying the database. */
interface Lease {
  readonly rate: Rate;
  calls: number;
  /** The remainder of earlier grants, less than one call, in microseconds. */
  remainder: number;
  /** Calls requested since the last query. */
  used: number;
  /** When the database was last queried, in milliseconds. */
  requestedAt: number;
  /** As the database reported it, in microseconds. */
  fullAt: number;
  /** No calls are available before this time, in milliseconds. */
  emptyUntil: number;
  pendingRefill: Promise<void> | undefined;
}

/**
 * Token buckets in the database, shared by many processes. A process leases the calls that it expects
 * within a second, at most a tenth of a burst, so that calls rarely wait for the database, and returns unused ones.
 */
export class LeasedBuckets implements TokenBuckets {
  readonly #store: Database["rateBuckets"];
  readonly #now: () => Date;
  readonly #leases = new Map<string, Lease>();

  constructor(store: Database["rateBuckets"], now: () => Date) {
    this.#store = store;
    this.#now = now;
    every(LEASE_MS, "return unused rate leases", () => this.#returnUnused());
  }

  take(id: string, rate: Rate, calls: number): TakeResult | Promise<TakeResult> {
    const now = this.#now().getTime();
    const lease = this.#leaseOf(id, rate, now);
    lease.used += calls;
    const isDry = isEmpty(lease, now);
    if (lease.calls >= calls) {
      lease.calls -= calls;
      // Refill before the last one is used, so that no call waits.
      const isLow = lease.calls < this.#leaseSize(lease, now) / 4;
      if (isLow && !isDry) void this.#refillOnce(id, lease, 0);
      return this.#toResult(lease, now, { calls, isTaken: true });
    }
    if (isDry) return this.#toResult(lease, now, { calls, isTaken: false });
    return this.#refillOnce(id, lease, calls).then(() => this.take(id, rate, calls));
  }

  /** To the lease; what stays unused there goes back to the database. */
  giveBack(id: string, rate: Rate, calls: number): void {
    this.#leaseOf(id, rate, this.#now().getTime()).calls += calls;
  }

  #toResult(
    { rate, calls: leased, fullAt, emptyUntil }: Lease,
    now: number,
    taking: { readonly calls: number; readonly isTaken: boolean },
  ): TakeResult {
    const result = toTakeResult(rate, { fullAt, now: now * 1000, leased, ...taking });
    if (taking.isTaken) return result;
    return { ...result, waitMs: Math.max(result.waitMs, emptyUntil - now) };
  }

  #leaseOf(id: string, rate: Rate, now: number): Lease {
    const known = this.#leases.get(id);
    // Another rate gives the calls another cost.
    if (known?.rate.perMinute === rate.perMinute) return known;
    const empty = {
      calls: 0,
      remainder: 0,
      used: 0,
      fullAt: 0,
      emptyUntil: 0,
      pendingRefill: undefined,
    };
    const lease: Lease = { rate, requestedAt: now, ...empty };
    this.#leases.set(id, lease);
    return lease;
  }

  /** How many calls the current rate of use needs in a second. */
  #leaseSize({ rate, used, requestedAt }: Lease, now: number): number {
    const elapsed = Math.max(now - requestedAt, LEASE_MS / 10);
    const most = Math.max(1, Math.floor(burstOf(rate) / 10));
    return Math.min(most, Math.ceil((used * LEASE_MS) / elapsed));
  }

  #refillOnce(id: string, lease: Lease, needed: number): Promise<void> {
    lease.pendingRefill ??= this.#refill(id, lease, needed).finally(
      () => (lease.pendingRefill = undefined),
    );
    return lease.pendingRefill;
  }

  async #refill(id: string, lease: Lease, needed: number): Promise<void> {
    const { rate } = lease;
    const now = this.#now().getTime();
    const calls = Math.max(this.#leaseSize(lease, now), needed - lease.calls);
    const request = toRateRequest(id, rate, costFor(rate, calls));
    const grant = await this.#store.take(request).catch(() => undefined);
    lease.used = 0;
    lease.requestedAt = now;
    // While the database is down, there is no limit, because the calls fail anyway.
    const { granted, fullAt } = grant ?? { granted: request.cost, fullAt: lease.fullAt };
    const leased = callsFor(rate, granted + lease.remainder);
    lease.remainder = Math.max(0, granted + lease.remainder - costFor(rate, leased));
    lease.calls += leased;
    lease.fullAt = fullAt;
    if (leased >= calls) return;
    const state = { fullAt, now: now * 1000, calls: 1, isTaken: false, leased: 0 };
    const { waitMs } = toTakeResult(rate, state);
    lease.emptyUntil = now + Math.max(MIN_RETRY_MS, waitMs - lease.remainder / 1000);
  }

  #returnUnused(): void {
    const now = this.#now().getTime();
    for (const [id, lease] of this.#leases) {
      const age = now - lease.requestedAt;
      if (lease.pendingRefill || (age >= 0 && age < LEASE_MS) || isEmpty(lease, now)) continue;
      this.#leases.delete(id);
      const unused = costFor(lease.rate, lease.calls) + lease.remainder;
      // If this fails, the bucket still refills a little later.
      if (unused > 0) this.#store.take(toRateRequest(id, lease.rate, -unused)).catch(() => {});
    }
  }
}

/** A query in the future means that the clock was set back, so the state is unknown. */
const isEmpty = ({ requestedAt, emptyUntil }: Lease, now: number) =>
  requestedAt <= now && now < emptyUntil;

/** Hashed, because the id may be a user's, and no trace of an erased user may remain. */
function toRateRequest(id: string, rate: Rate, cost: number): RateRequest {
  const hash = createHash("sha256").update(id).digest("base64url");
  return { id: hash, cost: Math.round(cost), capacity: Math.round(capacityOf(rate)) };
}
