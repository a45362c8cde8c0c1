import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import { mapUnavailable } from "../prisma/map-unavailable.js";
import type { Clock } from "../clock.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";

/** How attempts from one place are slowed down; times in microseconds. */
export interface BackoffRule {
  /** So many wrong ones cost no wait. */
  readonly freeAttempts: number;
  /** After the next one; it doubles with each that follows. */
  readonly firstWait: bigint;
  readonly maxWait: bigint;
  /** Without an attempt for so long all is forgotten. */
  readonly resetAfter: bigint;
}

/** How many attempts there may be in all: `burst` at once, and one more in each `interval` (microseconds). */
export interface RateRule {
  readonly burst: number;
  readonly interval: bigint;
}

const SHARED_SOURCE = "all";
/** A wait is doubled so often at most: the product stays a BIGINT. */
const MAX_DOUBLINGS = 20;

/**
 * Attempts to sign in, counted for all processes. Each is counted as a wrong one before the password is looked
 * at; what is returned is how long to wait, in microseconds, and 0 where the attempt may be made.
 */
export class SignInLimitStore {
  readonly #prisma: PrismaClientLike;
  readonly #clock: Clock;

  constructor(prisma: PrismaClientLike, clock: Clock) {
    this.#prisma = prisma;
    this.#clock = clock;
  }

  async take(place: string, rule: BackoffRule): Promise<bigint> {
    const now = this.#clock();
    const failures = sql`CASE WHEN l.updated_at <= ${now - rule.resetAfter} THEN 1 ELSE l.failures + 1 END`;
    // Atomic: of those that come at once as many are let through as are free, and not one more. A time that lies
    // further ahead than any wait was written before the clock was set back.
    const taken = await mapUnavailable(
      this.#prisma.$queryRaw<object[]>(sql`
        INSERT INTO sign_in_limits AS l (place, failures, free_at, updated_at)
        VALUES (${place}, 1, CAST(${now} AS BIGINT) + ${waitAfterFailures(sql`1`, rule)}, ${now})
        ON CONFLICT (place) DO UPDATE SET failures = ${failures}, updated_at = ${now},
          free_at = CAST(${now} AS BIGINT) + ${waitAfterFailures(failures, rule)}
        WHERE l.free_at <= ${now} OR l.free_at > ${now + rule.maxWait} RETURNING place`),
    );
    return taken.length > 0 ? 0n : this.#waitOf(place, now);
  }

  /** It did not come to look at the password. */
  async refund(place: string): Promise<void> {
    await mapUnavailable(
      this.#prisma.$executeRaw(sql`
        UPDATE sign_in_limits SET failures = failures - 1, free_at = ${this.#clock()}
        WHERE place = ${place} AND failures > 0`),
    );
  }

  /** The password was right. */
  async reset(place: string): Promise<void> {
    await mapUnavailable(
      this.#prisma.$executeRaw(sql`DELETE FROM sign_in_limits WHERE place = ${place}`),
    );
  }

  /** Whether {@link takeShared} would let one through; writes nothing. */
  async peekShared({ burst, interval }: RateRule): Promise<bigint> {
    const now = this.#clock();
    const wait = (await this.#waitOf(SHARED_SOURCE, now)) - BigInt(burst - 1) * interval;
    return wait > 0n && wait <= interval ? wait : 0n;
  }

  async takeShared({ burst, interval }: RateRule): Promise<bigint> {
    const now = this.#clock();
    const latest = now + BigInt(burst - 1) * interval;
    // Atomic: the turns stand in a row, each an interval after the one before.
    const taken = await mapUnavailable(
      this.#prisma.$queryRaw<object[]>(sql`
        INSERT INTO sign_in_limits AS l (place, failures, free_at, updated_at)
        VALUES (${SHARED_SOURCE}, 0, ${now + interval}, ${now})
        ON CONFLICT (place) DO UPDATE SET updated_at = ${now},
          free_at = CASE WHEN l.free_at > ${now} AND l.free_at <= ${latest} THEN l.free_at
            ELSE CAST(${now} AS BIGINT) END + CAST(${interval} AS BIGINT)
        WHERE l.free_at <= ${latest} OR l.free_at > ${latest + interval} RETURNING place`),
    );
    return taken.length > 0 ? 0n : (await this.#waitOf(SHARED_SOURCE, now)) - (latest - now);
  }

  /** Deletes what is forgotten anyway. */
  async removeExpired({ resetAfter }: BackoffRule): Promise<void> {
    const before = this.#clock() - resetAfter;
    await mapUnavailable(
      this.#prisma.$executeRaw(sql`DELETE FROM sign_in_limits WHERE updated_at < ${before}`),
    );
  }

  async #waitOf(place: string, now: bigint): Promise<bigint> {
    const [row] = await mapUnavailable(
      this.#prisma.$queryRaw<{ freeAt: bigint }[]>(
        sql`SELECT free_at AS "freeAt" FROM sign_in_limits WHERE place = ${place}`,
      ),
    );
    return row && row.freeAt > now ? row.freeAt - now : 0n;
  }
}

/** Whole numbers alone, so that both engines count alike. */
function waitAfterFailures(failures: Sql, { freeAttempts, firstWait, maxWait }: BackoffRule): Sql {
  const doublings = sql`(${failures}) - ${freeAttempts + 1}`;
  return sql`CASE
    WHEN (${failures}) <= ${freeAttempts} THEN CAST(0 AS BIGINT)
    WHEN ${doublings} > ${MAX_DOUBLINGS} THEN CAST(${maxWait} AS BIGINT)
    WHEN CAST(${firstWait} AS BIGINT) * (1 << (${doublings})) > ${maxWait} THEN CAST(${maxWait} AS BIGINT)
    ELSE CAST(${firstWait} AS BIGINT) * (1 << (${doublings})) END`;
}
