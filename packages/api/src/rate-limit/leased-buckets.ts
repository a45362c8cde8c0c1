import { createHash } from "node:crypto";
import type { Database, RateRequest } from "@roster/db";
import type { TokenBuckets } from "./buckets.js";
import {
  burstOf,
  callsFor,
  capacityOf,
  costFor,
  type Rate,
  type TakeResult,
  toTakeResult,
} from "./token-bucket.js";

/** How long calls are kept for whoever has made some, and how often what is left is given back. */
const LEASE_MS = 1_000;

/** How soon an empty bucket is asked again, at the soonest. */
const MIN_RETRY_MS = 20;

/** Calls of one bucket that this process may let through without asking the database. */
interface Lease {
  readonly rate: Rate;
  calls: number;
  /** What is left of the last grants and pays for no whole call, in microseconds. */
  remainder: number;
  /** Calls that were asked of it since the database was. */
  used: number;
  /** When the database was asked, in milliseconds. */
  requestedAt: number;
  /** As it answered, in microseconds. */
  fullAt: number;
  /** Until then there is nothing to be had, in milliseconds. */
  emptyUntil: number;
  pendingRefill: Promise<void> | undefined;
}

/**
 * Buckets that many processes share, in the database. A process takes from them what its callers are about to
 * use within a second, at most a tenth of what may come at once, so that hardly a call waits for the database.
 * What it has not used within that time it gives back.
 */
export class LeasedBuckets implements TokenBuckets {
  readonly #store: Database["rateBuckets"];
  readonly #now: () => Date;
  readonly #leases = new Map<string, Lease>();

  constructor(store: Database["rateBuckets"], now: () => Date) {
    this.#store = store;
    this.#now = now;
    setInterval(() => this.#returnUnused(), LEASE_MS).unref();
  }

  take(id: string, rate: Rate): TakeResult | Promise<TakeResult> {
    const now = this.#now().getTime();
    const lease = this.#leaseOf(id, rate, now);
    lease.used += 1;
    if (lease.calls > 0) {
      lease.calls -= 1;
      // Before the last is used, so that nobody waits.
      if (lease.calls < this.#leaseSize(lease, now) / 4) void this.#refillOnce(id, lease);
      return this.#toResult(lease, now, true);
    }
    if (isEmpty(lease, now)) return this.#toResult(lease, now, false);
    return this.#refillOnce(id, lease).then(() => this.take(id, rate));
  }

  #toResult({ rate, calls, fullAt, emptyUntil }: Lease, now: number, isTaken: boolean): TakeResult {
    const result = toTakeResult(rate, { fullAt, now: now * 1000, isTaken, leased: calls });
    return isTaken ? result : { ...result, waitMs: Math.max(result.waitMs, emptyUntil - now) };
  }

  #leaseOf(id: string, rate: Rate, now: number): Lease {
    const known = this.#leases.get(id);
    if (known) return known;
    const nothing = {
      calls: 0,
      remainder: 0,
      used: 0,
      fullAt: 0,
      emptyUntil: 0,
      pendingRefill: undefined,
    };
    const lease: Lease = { rate, requestedAt: now, ...nothing };
    this.#leases.set(id, lease);
    return lease;
  }

  /** What such use takes in a second. */
  #leaseSize({ rate, used, requestedAt }: Lease, now: number): number {
    const elapsed = Math.max(now - requestedAt, LEASE_MS / 10);
    const most = Math.max(1, Math.floor(burstOf(rate) / 10));
    return Math.min(most, Math.ceil((used * LEASE_MS) / elapsed));
  }

  #refillOnce(id: string, lease: Lease): Promise<void> {
    lease.pendingRefill ??= this.#refill(id, lease).finally(
      () => (lease.pendingRefill = undefined),
    );
    return lease.pendingRefill;
  }

  async #refill(id: string, lease: Lease): Promise<void> {
    const { rate } = lease;
    const now = this.#now().getTime();
    const calls = this.#leaseSize(lease, now);
    const ask = toRateRequest(id, rate, costFor(rate, calls));
    const grant = await this.#store.take(ask).catch(() => undefined);
    lease.used = 0;
    lease.requestedAt = now;
    // A database that is away limits nobody: the calls meet it themselves.
    const { granted, fullAt } = grant ?? { granted: ask.cost, fullAt: lease.fullAt };
    const got = callsFor(rate, granted + lease.remainder);
    lease.remainder = Math.max(0, granted + lease.remainder - costFor(rate, got));
    lease.calls += got;
    lease.fullAt = fullAt;
    if (lease.calls > 0) return;
    const { waitMs } = toTakeResult(rate, { fullAt, now: now * 1000, isTaken: false, leased: 0 });
    lease.emptyUntil = now + Math.max(MIN_RETRY_MS, waitMs - lease.remainder / 1000);
  }

  #returnUnused(): void {
    const now = this.#now().getTime();
    for (const [id, lease] of this.#leases) {
      const age = now - lease.requestedAt;
      if (lease.pendingRefill || (age >= 0 && age < LEASE_MS) || isEmpty(lease, now)) continue;
      this.#leases.delete(id);
      const left = costFor(lease.rate, lease.calls) + lease.remainder;
      // What cannot be given back comes back by itself, a little later.
      if (left > 0) this.#store.take(toRateRequest(id, lease.rate, -left)).catch(() => {});
    }
  }
}

/** As far as is known; what was said before the clock was set back says nothing. */
const isEmpty = ({ requestedAt, emptyUntil }: Lease, now: number) =>
  requestedAt <= now && now < emptyUntil;

/** Hashed, since the id may be a user's: who is erased leaves nothing. */
function toRateRequest(id: string, rate: Rate, cost: number): RateRequest {
  const hash = createHash("sha256").update(id).digest("base64url");
  return { id: hash, cost: Math.round(cost), capacity: Math.round(capacityOf(rate)) };
}
