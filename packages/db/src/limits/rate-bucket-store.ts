import { raw, type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import { mapUnavailable } from "../prisma/driver-errors.js";
import type { Clock } from "../clock.js";
import type { DialectSql } from "../dialects/dialect.js";
import { every } from "../every.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";
import { WriteQueue } from "../queues/write-queue.js";

/** Buckets are measured in time: a call costs the microseconds in which the bucket refills by one call. */
export interface RateRequest {
  readonly id: string;
  /** Microseconds of refilling. A negative cost returns unused tokens. */
  readonly cost: number;
  /** How long an empty bucket takes to fill, in microseconds. */
  readonly capacity: number;
}

export interface RateGrant {
  /** The part of the cost that was available; 0 for an empty bucket. */
  readonly granted: number;
  /** When the bucket will be full, in microseconds since 1970. */
  readonly fullAt: number;
}

/** How long a full bucket is stored, in microseconds: a missing bucket counts as full. */
const FULL_RETENTION = 60_000_000n;
const CLEANUP_INTERVAL = 60_000;

/** Token buckets shared by all processes on the database. */
export class RateBucketStore {
  readonly #prisma: PrismaClientLike;
  readonly #clock: Clock;
  readonly #requests: WriteQueue<RateRequest, RateGrant>;
  #timer: AsyncDisposable | undefined;

  constructor(prisma: PrismaClientLike, dialect: DialectSql, clock: Clock) {
    this.#prisma = prisma;
    this.#clock = clock;
    this.#requests = new WriteQueue({
      write: (requests) => this.#write(dialect, requests),
      keyOf: ({ id }) => id,
      sizeOf: () => 1,
      maxBatchItems: 500,
      maxBatchSize: 500,
      maxWaitingItems: 10_000,
      maxWaitingSize: 10_000,
      isInternal: true,
    });
  }

  /** Takes at most the cost from the bucket. Concurrent calls never take the same microsecond twice. */
  take(request: RateRequest): Promise<RateGrant> {
    this.#timer ??= every(CLEANUP_INTERVAL, "remove full rate buckets", () => this.#removeFull());
    return this.#requests.submit(request);
  }

  async stopCleanup(): Promise<void> {
    await this.#timer?.[Symbol.asyncDispose]();
  }

  async #write(dialect: DialectSql, requests: readonly RateRequest[]): Promise<RateGrant[]> {
    const rows = await mapUnavailable(
      this.#prisma.$queryRaw<(Record<keyof RateGrant, bigint> & { id: string })[]>(
        takeFromBuckets(dialect, requests, this.#clock()),
      ),
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return requests.map(({ id }) => {
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

/** How much earlier than the last request another can have read the clock, in microseconds: it waited to be written. */
const MAX_WAIT = 10_000_000;

/** The time of the request, or of the last one if that is later: an earlier time would be refilled twice. */
const askedAt = sql`CASE WHEN rate_buckets.asked_at > excluded.asked_at
    AND rate_buckets.asked_at - excluded.asked_at <= ${raw(String(MAX_WAIT))}
  THEN rate_buckets.asked_at ELSE excluded.asked_at END`;

/**
 * How much the stored bucket lacks. At most its capacity: `full_at` is further ahead only if the clock was set
 * back.
 */
const deficit = sql`CASE WHEN rate_buckets.full_at <= (${askedAt}) THEN 0
  WHEN rate_buckets.full_at - (${askedAt}) > excluded.capacity THEN excluded.capacity
  ELSE rate_buckets.full_at - (${askedAt}) END`;
const room = sql`(excluded.capacity - ${deficit})`;
const granted = sql`CASE WHEN excluded.granted <= ${room} THEN excluded.granted
  WHEN ${room} > 0 THEN ${room} ELSE 0 END`;

/**
 * Atomic: because of the row lock, each request sees the tokens that earlier ones left. Sorted by id, so that two
 * statements with many requests do not deadlock.
 */
function takeFromBuckets(dialect: DialectSql, requests: readonly RateRequest[], now: bigint): Sql {
  const rows = JSON.stringify(
    requests
      .toSorted((left, right) => (left.id < right.id ? -1 : 1))
      .map(({ id, cost, capacity }) => {
        const amount = Math.min(cost, capacity);
        return [id, amount, capacity, Number(now), Number(now) + amount];
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
      asked_at = ${askedAt},
      full_at = (${askedAt}) + (${deficit}) + (${granted})
    RETURNING id, granted, full_at AS "fullAt"`;
}
