import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import { mapUnavailable } from "../prisma/driver-errors.js";
import type { Clock } from "../clock.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";

/** How attempts from one source are slowed down. Times are in microseconds. */
export interface BackoffRule {
  /** How many failed attempts cause no wait. */
  readonly freeAttempts: number;
  /** The wait after the next failure; doubles with each further one. */
  readonly firstWait: bigint;
  readonly maxWait: bigint;
  /** Failures are forgotten after this time without an attempt. */
  readonly resetAfter: bigint;
}

/** The limit for all sources together: `burst` at once, and one more per `interval` (microseconds). */
export interface RateRule {
  readonly burst: number;
  readonly interval: bigint;
}

const SHARED_SOURCE = "all";
/** Limits the doublings so that the product fits into a BIGINT. */
const MAX_DOUBLINGS = 20;

/**
 * Limits sign-in attempts across all processes. Each attempt counts as failed before the password is checked. The
 * methods return how long to wait, in microseconds; 0 means that the attempt may be made.
 */
export class SignInLimitStore {
  readonly #prisma: PrismaClientLike;
  readonly #clock: Clock;

  constructor(prisma: PrismaClientLike, clock: Clock) {
    this.#prisma = prisma;
    this.#clock = clock;
  }

  async take(source: string, rule: BackoffRule): Promise<bigint> {
    const now = this.#clock();
    const failures = sql`CASE WHEN l.updated_at <= ${now - rule.resetAfter} THEN 1 ELSE l.failures + 1 END`;
    // Atomic: of concurrent attempts, exactly the free ones pass. A time further ahead than the longest
    // wait was written before the clock was set back.
    const taken = await mapUnavailable(
      this.#prisma.$queryRaw<object[]>(sql`
        INSERT INTO sign_in_limits AS l (place, failures, free_at, updated_at)
        VALUES (${source}, 1, ${freeAtAfter(sql`1`, now, rule)}, ${now})
        ON CONFLICT (place) DO UPDATE SET failures = ${failures}, updated_at = ${now},
          free_at = ${freeAtAfter(failures, now, rule)}
        WHERE l.free_at <= ${now} OR l.free_at > ${now + rule.maxWait} RETURNING place`),
    );
    return taken.length > 0 ? 0n : this.#waitOf(source, now);
  }

  /** The result that {@link take} would return, without taking anything. */
  async peek(source: string, { maxWait }: BackoffRule): Promise<bigint> {
    const wait = await this.#waitOf(source, this.#clock());
    return wait > maxWait ? 0n : wait;
  }

  /** Gives back an attempt that did not check the password. */
  async refund(source: string): Promise<void> {
    await mapUnavailable(
      this.#prisma.$executeRaw(sql`
        UPDATE sign_in_limits SET failures = failures - 1, free_at = 0
        WHERE place = ${source} AND failures > 0`),
    );
  }

  /** Called when the password was correct. */
  async reset(source: string): Promise<void> {
    await mapUnavailable(
      this.#prisma.$executeRaw(sql`DELETE FROM sign_in_limits WHERE place = ${source}`),
    );
  }

  /** The result that {@link takeShared} would return, without taking anything. */
  async peekShared({ burst, interval }: RateRule): Promise<bigint> {
    const now = this.#clock();
    const wait = (await this.#waitOf(SHARED_SOURCE, now)) - BigInt(burst - 1) * interval;
    return wait > 0n && wait <= interval ? wait : 0n;
  }

  async takeShared({ burst, interval }: RateRule): Promise<bigint> {
    const now = this.#clock();
    const latest = now + BigInt(burst - 1) * interval;
    // Atomic: attempts are scheduled one interval after another.
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

  /** Deletes expired failures. */
  async removeExpired({ resetAfter }: BackoffRule): Promise<void> {
    const before = this.#clock() - resetAfter;
    await mapUnavailable(
      this.#prisma.$executeRaw(sql`DELETE FROM sign_in_limits WHERE updated_at < ${before}`),
    );
  }

  async #waitOf(source: string, now: bigint): Promise<bigint> {
    const [row] = await mapUnavailable(
      this.#prisma.$queryRaw<{ freeAt: bigint }[]>(
        sql`SELECT free_at AS "freeAt" FROM sign_in_limits WHERE place = ${source}`,
      ),
    );
    return row && row.freeAt > now ? row.freeAt - now : 0n;
  }
}

/**
 * When the next attempt may be made; 0 if at once, because a concurrent attempt may have read the clock earlier. Integers
 * only, so that both engines compute the same.
 */
function freeAtAfter(failures: Sql, now: bigint, rule: BackoffRule): Sql {
  const { freeAttempts, firstWait, maxWait } = rule;
  const doublings = sql`(${failures}) - ${freeAttempts + 1}`;
  const latest = sql`CAST(${now + maxWait} AS BIGINT)`;
  const wait = sql`CAST(${firstWait} AS BIGINT) * (1 << (${doublings}))`;
  return sql`CASE
    WHEN (${failures}) <= ${freeAttempts} THEN CAST(0 AS BIGINT)
    WHEN ${doublings} > ${MAX_DOUBLINGS} OR ${wait} > ${maxWait} THEN ${latest}
    ELSE CAST(${now} AS BIGINT) + ${wait} END`;
}
