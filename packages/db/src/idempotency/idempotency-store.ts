import { mapUnavailable } from "../prisma/map-unavailable.js";
import type { Clock } from "../clock.js";
import type { DialectSql } from "../dialects/dialect.js";
import { every } from "../every.js";
import type { IdempotencyRecord } from "./idempotency-record.js";
import {
  deleteRecords,
  type RecordKey,
  recordKeyOf,
  type RecordRow,
  selectRecords,
} from "./idempotency-statements.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";
import { ReadQueue } from "../queues/read-queue.js";

/** Keys are promised for 24 hours; one more, since the clocks of servers differ. In microseconds. */
const RETENTION = 25n * 3_600_000_000n;

/** How many keys one statement deletes: others that write wait for it. */
const DELETE_BATCH_SIZE = 500;

/** How often expired keys are looked for, in milliseconds. */
const CLEANUP_INTERVAL = 60_000;

/** The keys of calls that are to be carried out once. They are written by who makes the change. */
export class IdempotencyStore {
  readonly #prisma: PrismaClientLike;
  readonly #dialect: DialectSql;
  readonly #clock: Clock;
  readonly #finds: ReadQueue<RecordKey, IdempotencyRecord | null>;
  #timer: AsyncDisposable | undefined;
  #isClosed = false;

  constructor(prisma: PrismaClientLike, dialect: DialectSql, clock: Clock) {
    this.#prisma = prisma;
    this.#dialect = dialect;
    this.#clock = clock;
    this.#finds = new ReadQueue({
      read: async (keys) => {
        const known = await this.getMany(keys);
        return keys.map((key) => known.get(recordKeyOf(key)) ?? null);
      },
      keyOf: recordKeyOf,
      maxBatchKeys: 1000,
      maxConcurrent: 4,
      maxWaiting: 20_000,
    });
  }

  async get(appId: string, key: string): Promise<IdempotencyRecord | null> {
    return (await this.#finds.submit({ appId, key })) ?? null;
  }

  /** Those that are kept, by {@link recordKeyOf}. */
  async getMany(keys: readonly RecordKey[]): Promise<ReadonlyMap<string, IdempotencyRecord>> {
    if (keys.length === 0) return new Map();
    const rows = await mapUnavailable(
      this.#prisma.$queryRaw<RecordRow[]>(selectRecords(this.#dialect, keys)),
    );
    return new Map(rows.map((row) => [recordKeyOf(row), row]));
  }

  /** How many were deleted. Step by step, so that other writes come between. */
  async removeExpired(): Promise<number> {
    const before = this.#clock() - RETENTION;
    let removed = 0;
    while (!this.#isClosed) {
      const step = await mapUnavailable(
        this.#prisma.$executeRaw(deleteRecords(before, DELETE_BATCH_SIZE)),
      );
      removed += step;
      if (step < DELETE_BATCH_SIZE) break;
      await new Promise(setImmediate);
    }
    return removed;
  }

  /** Deletes expired keys periodically; does not keep the process alive. */
  startCleanup(interval = CLEANUP_INTERVAL): void {
    this.#timer = every(interval, "remove expired idempotency keys", () => this.removeExpired());
  }

  /** Resolves once no cleanup is active. */
  async stopCleanup(): Promise<void> {
    this.#isClosed = true;
    await this.#timer?.[Symbol.asyncDispose]();
  }
}
