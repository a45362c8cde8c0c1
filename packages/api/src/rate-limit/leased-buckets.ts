import { createHash } from "node:crypto";
import type { Database, RateAsk } from "@roster/db";
import type { Buckets } from "./buckets.js";
import { burstOf, callsOf, capacityOf, costOf, type Rate, type Taken, toTaken } from "./rate.js";

/** How long calls are kept for whoever has made some, and how often what is left is given back. */
const LEASE_MS = 1_000;

/** How soon an empty bucket is asked again, at the soonest. */
const EMPTY_MS = 20;

/** Calls of one bucket that this process may let through without asking the database. */
interface Lease {
  readonly rate: Rate;
  calls: number;
  /** What is left of the last grants and pays for no whole call, in microseconds. */
  change: number;
  /** Calls that were asked of it since the database was. */
  used: number;
  /** When the database was asked, in milliseconds. */
  askedAt: number;
  /** As it answered, in microseconds. */
  fullAt: number;
  /** Until then there is nothing to be had, in milliseconds. */
  emptyUntil: number;
  asking: Promise<void> | undefined;
}

/**
 * Buckets that many processes share, in the database. A process takes from them what its callers are about to
 * use within a second, at most a tenth of what may come at once, so that hardly a call waits for the database.
 * What it has not used within that time it gives back.
 */
export class LeasedBuckets implements Buckets {
  readonly #store: Database["rateBuckets"];
  readonly #now: () => Date;
  readonly #leases = new Map<string, Lease>();

  constructor(store: Database["rateBuckets"], now: () => Date) {
    this.#store = store;
    this.#now = now;
    setInterval(() => this.#giveBack(), LEASE_MS).unref();
  }

  take(id: string, rate: Rate): Taken | Promise<Taken> {
    const now = this.#now().getTime();
    const lease = this.#leaseOf(id, rate, now);
    lease.used += 1;
    if (lease.calls > 0) {
      lease.calls -= 1;
      // Before the last is used, so that nobody waits.
      if (lease.calls < this.#wanted(lease, now) / 4) void this.#ask(id, lease);
      return this.#told(lease, now, true);
    }
    if (isEmpty(lease, now)) return this.#told(lease, now, false);
    return this.#ask(id, lease).then(() => this.take(id, rate));
  }

  #told({ rate, calls, fullAt, emptyUntil }: Lease, now: number, isTaken: boolean): Taken {
    const told = toTaken(rate, { fullAt, now: now * 1000, isTaken, spare: calls });
    return isTaken ? told : { ...told, waitMs: Math.max(told.waitMs, emptyUntil - now) };
  }

  #leaseOf(id: string, rate: Rate, now: number): Lease {
    const known = this.#leases.get(id);
    if (known) return known;
    const nothing = { calls: 0, change: 0, used: 0, fullAt: 0, emptyUntil: 0, asking: undefined };
    const lease: Lease = { rate, askedAt: now, ...nothing };
    this.#leases.set(id, lease);
    return lease;
  }

  /** What such use takes in a second. */
  #wanted({ rate, used, askedAt }: Lease, now: number): number {
    const elapsed = Math.max(now - askedAt, LEASE_MS / 10);
    const most = Math.max(1, Math.floor(burstOf(rate) / 10));
    return Math.min(most, Math.ceil((used * LEASE_MS) / elapsed));
  }

  #ask(id: string, lease: Lease): Promise<void> {
    lease.asking ??= this.#refill(id, lease).finally(() => (lease.asking = undefined));
    return lease.asking;
  }

  async #refill(id: string, lease: Lease): Promise<void> {
    const { rate } = lease;
    const now = this.#now().getTime();
    const calls = this.#wanted(lease, now);
    const ask = askOf(id, rate, costOf(rate, calls));
    const grant = await this.#store.take(ask).catch(() => undefined);
    lease.used = 0;
    lease.askedAt = now;
    // A database that is away limits nobody: the calls meet it themselves.
    const { granted, fullAt } = grant ?? { granted: ask.cost, fullAt: lease.fullAt };
    const got = callsOf(rate, granted + lease.change);
    lease.change = Math.max(0, granted + lease.change - costOf(rate, got));
    lease.calls += got;
    lease.fullAt = fullAt;
    if (lease.calls > 0) return;
    const { waitMs } = toTaken(rate, { fullAt, now: now * 1000, isTaken: false, spare: 0 });
    lease.emptyUntil = now + Math.max(EMPTY_MS, waitMs - lease.change / 1000);
  }

  #giveBack(): void {
    const now = this.#now().getTime();
    for (const [id, lease] of this.#leases) {
      const age = now - lease.askedAt;
      if (lease.asking || (age >= 0 && age < LEASE_MS) || isEmpty(lease, now)) continue;
      this.#leases.delete(id);
      const left = costOf(lease.rate, lease.calls) + lease.change;
      // What cannot be given back comes back by itself, a little later.
      if (left > 0) this.#store.take(askOf(id, lease.rate, -left)).catch(() => {});
    }
  }
}

/** As far as is known; what was said before the clock was set back says nothing. */
const isEmpty = ({ askedAt, emptyUntil }: Lease, now: number) => askedAt <= now && now < emptyUntil;

/** Hashed, since the id may be a user's: who is erased leaves nothing. */
function askOf(id: string, rate: Rate, cost: number): RateAsk {
  const hash = createHash("sha256").update(id).digest("base64url");
  return { id: hash, cost: Math.round(cost), capacity: Math.round(capacityOf(rate)) };
}
