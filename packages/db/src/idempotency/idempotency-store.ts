import { mapUnavailable } from "../prisma/driver-errors.js";
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

/** Keys are guaranteed for 24 hours; the extra hour allows for differing server clocks. In microseconds. */
const RETENTION = 25n * 3_600_000_000n;

/** How many records one statement deletes; limited because other writers wait for it. */
const DELETE_BATCH_SIZE = 500;

/** How often expired records are deleted, in milliseconds. */
const CLEANUP_INTERVAL = 60_000;

/** Idempotency records. The store that makes the change writes them in the same transaction. */
export class IdempotencyStore {
  readonly #prisma: PrismaClientLike;
  readonly #dialect: DialectSql;
  readonly #clock: Clock;
  readonly #reads: ReadQueue<RecordKey, IdempotencyRecord | null>;
  #timer: AsyncDisposable | undefined;
  #isStopped = false;

  constructor(prisma: PrismaClientLike, dialect: DialectSql, clock: Clock) {
    this.#prisma = prisma;
    this.#dialect = dialect;
    this.#clock = clock;
    this.#reads = new ReadQueue({
      read: async (keys) => {
        const records = await this.getMany(keys);
        return keys.map((key) => records.get(recordKeyOf(key)) ?? null);
      },
      keyOf: recordKeyOf,
      maxBatchKeys: 1000,
      maxConcurrent: 4,
      maxWaiting: 20_000,
    });
  }

  async get(appId: string, key: string): Promise<IdempotencyRecord | null> {
    return (await this.#reads.submit({ appId, key })) ?? null;
  }

  /** The existing records, by {@link recordKeyOf}. */
  async getMany(keys: readonly RecordKey[]): Promise<ReadonlyMap<string, IdempotencyRecord>> {
    if (keys.length === 0) return new Map();
    const rows = await mapUnavailable(
      this.#prisma.$queryRaw<RecordRow[]>(selectRecords(this.#dialect, keys)),
    );
    return new Map(rows.map((row) => [recordKeyOf(row), row]));
  }

  /** Deletes in batches, so that other writes run in between. Returns how many were deleted. */
  async removeExpired(): Promise<number> {
    const before = this.#clock() - RETENTION;
    let removed = 0;
    while (!this.#isStopped) {
      const count = await mapUnavailable(
        this.#prisma.$executeRaw(deleteRecords(before, DELETE_BATCH_SIZE)),
      );
      removed += count;
      if (count < DELETE_BATCH_SIZE) break;
      await new Promise(setImmediate);
    }
    return removed;
  }

  /** Deletes expired records periodically; does not keep the process alive. */
  startCleanup(interval = CLEANUP_INTERVAL): void {
    this.#timer = every(interval, "remove expired idempotency keys", () => this.removeExpired());
  }

  /** Resolves once no cleanup is active. */
  async stopCleanup(): Promise<void> {
    this.#isStopped = true;
    await this.#timer?.[Symbol.asyncDispose]();
  }
}
