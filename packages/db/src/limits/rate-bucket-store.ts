import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import { mapUnavailable } from "../prisma/map-unavailable.js";
import type { Clock } from "../clock.js";
import type { DialectSql } from "../dialects/dialect.js";
import { every } from "../every.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";
import { WriteQueue } from "../queues/write-queue.js";

/** Time is the bucket's measure: a call costs the microseconds that the bucket takes to refill by one. */
export interface RateRequest {
  readonly id: string;
  /** Microseconds of refilling; below 0: they were taken before, and are given back unused. */
  readonly cost: number;
  /** How long the empty bucket takes to be full. */
  readonly capacity: number;
}

export interface RateGrant {
  /** Of the cost, as much as there was; 0 for an empty bucket. */
  readonly granted: number;
  /** When the bucket will be full again, in microseconds since 1970. */
  readonly fullAt: number;
}

/** A bucket that has been full for so long is forgotten, which is the same as full. In microseconds. */
const FULL_RETENTION = 60_000_000n;
const CLEANUP_INTERVAL = 60_000;

/** Token buckets that all processes of the database share. */
export class RateBucketStore {
  readonly #prisma: PrismaClientLike;
  readonly #clock: Clock;
  readonly #asks: WriteQueue<RateRequest, RateGrant>;
  #timer: AsyncDisposable | undefined;

  constructor(prisma: PrismaClientLike, dialect: DialectSql, clock: Clock) {
    this.#prisma = prisma;
    this.#clock = clock;
    this.#asks = new WriteQueue({
      write: (asks) => this.#write(dialect, asks),
      keyOf: ({ id }) => id,
      sizeOf: () => 1,
      maxBatchItems: 500,
      maxBatchSize: 500,
      maxWaitingItems: 10_000,
      maxWaitingSize: 10_000,
      isInternal: true,
    });
  }

  /** Takes from the bucket what there is, up to the cost. Among racers no microsecond is taken twice. */
  take(ask: RateRequest): Promise<RateGrant> {
    this.#timer ??= every(CLEANUP_INTERVAL, "remove full rate buckets", () => this.#removeFull());
    return this.#asks.submit(ask);
  }

  async stopCleanup(): Promise<void> {
    await this.#timer?.[Symbol.asyncDispose]();
  }

  async #write(dialect: DialectSql, asks: readonly RateRequest[]): Promise<RateGrant[]> {
    const rows = await mapUnavailable(
      this.#prisma.$queryRaw<(Record<keyof RateGrant, bigint> & { id: string })[]>(
        takeFromBuckets(dialect, asks, this.#clock()),
      ),
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return asks.map(({ id }) => {
      const { granted = 0n, fullAt = 0n } = byId.get(id) ?? {};
      return { granted: Number(granted), fullAt: Number(fullAt) };
    });
  }

  async #removeFull(): Promise<void> {
    const before = this.#clock() - FULL_RETENTION;
    const statement = sql`DELETE FROM rate_buckets WHERE full_at < ${before}`;
    await mapUnavailable(this.#prisma.$executeRaw(statement));
  }
}

/**
 * How much time is missing in the bucket of the row that is there. No bucket is emptier than empty: its time lies
 * further ahead only where the clock was set back.
 */
const missing = sql`CASE WHEN rate_buckets.full_at <= excluded.asked_at THEN 0
  WHEN rate_buckets.full_at - excluded.asked_at > excluded.capacity THEN excluded.capacity
  ELSE rate_buckets.full_at - excluded.asked_at END`;
const room = sql`(excluded.capacity - ${missing})`;
const granted = sql`CASE WHEN excluded.granted <= ${room} THEN excluded.granted
  WHEN ${room} > 0 THEN ${room} ELSE 0 END`;

/**
 * Atomic: the row's lock makes each ask see what those before it have left. In the order of ids, so that two
 * statements of many asks do not wait for each other.
 */
function takeFromBuckets(dialect: DialectSql, asks: readonly RateRequest[], now: bigint): Sql {
  const rows = JSON.stringify(
    asks
      .toSorted((left, right) => (left.id < right.id ? -1 : 1))
      .map(({ id, cost, capacity }) => {
        const least = Math.min(cost, capacity);
        return [id, least, capacity, Number(now), Number(now) + least];
      }),
  );
  return sql`
    INSERT INTO rate_buckets (id, granted, capacity, asked_at, full_at)
    SELECT r.value->>0, CAST(r.value->>1 AS BIGINT), CAST(r.value->>2 AS BIGINT),
      CAST(r.value->>3 AS BIGINT), CAST(r.value->>4 AS BIGINT)
    FROM ${dialect.jsonRows(rows)} WHERE TRUE
    ON CONFLICT (id) DO UPDATE SET
      granted = ${granted},
      capacity = excluded.capacity,
      asked_at = excluded.asked_at,
      full_at = excluded.asked_at + (${missing}) + (${granted})
    RETURNING id, granted, full_at AS "fullAt"`;
}
