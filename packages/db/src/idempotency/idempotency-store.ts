import { AppError } from "@roster/contract";
import { mapUnavailable } from "../prisma/driver-errors.js";
import type { Clock } from "../clock.js";
import type { DialectSql } from "../dialects/dialect.js";
import type { StatementRunner } from "../dialects/statement-runner.js";
import { every } from "../every.js";
import {
  assertSameCall,
  type CallFingerprint,
  type IdempotencyRecord,
} from "./idempotency-record.js";
import {
  deleteRecords,
  type RecordKey,
  recordKeyOf,
  selectRecords,
  selectUse,
  toRecord,
} from "./idempotency-statements.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";
import { ReadQueue } from "../queues/read-queue.js";

/** Keys are guaranteed for 24 hours; the extra hour allows for differing server clocks. In microseconds. */
const RETENTION = 25n * 3_600_000_000n;

/** How many records one statement deletes; limited because other writers wait for it. */
const DELETE_BATCH_SIZE = 500;

/** How often expired records are deleted, in milliseconds. */
const CLEANUP_INTERVAL = 60_000;

/** What an end user may have stored: keys, and bytes of responses. */
const MAX_KEYS = 1000;
const MAX_SIZE = 1024 * 1024;

/** After this time some of an end user's keys may have expired. */
const QUOTA_RETRY_SECONDS = 3600;

interface Dependencies {
  readonly prisma: PrismaClientLike;
  readonly statements: StatementRunner;
  readonly dialect: DialectSql;
  readonly clock: Clock;
}

/** Idempotency records. The store that makes the change writes them in the same transaction. */
export class IdempotencyStore {
  readonly #dependencies: Dependencies;
  readonly #reads: ReadQueue<RecordKey, IdempotencyRecord | null>;
  #timer: AsyncDisposable | undefined;
  #isStopped = false;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
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

  /** The record of a call that was made before. @throws the call's error if another call used the key. */
  async find(appId: string, call: CallFingerprint): Promise<IdempotencyRecord | null> {
    const record = await this.get(appId, call.key);
    if (record) assertSameCall(call, record);
    return record;
  }

  /** The existing records, by {@link recordKeyOf}. */
  async getMany(keys: readonly RecordKey[]): Promise<ReadonlyMap<string, IdempotencyRecord>> {
    if (keys.length === 0) return new Map();
    const { statements, dialect } = this.#dependencies;
    const records = (await statements.run(selectRecords(dialect, keys))).map(toRecord);
    return new Map(records.map((record) => [recordKeyOf(record), record]));
  }

  /**
   * Call before a write with a new key. Concurrent calls can exceed the quota by their number.
   *
   * @throws AppError RATE_LIMITED if the call's end user has as many keys as allowed.
   */
  async assertInQuota(appId: string, call: CallFingerprint): Promise<void> {
    if (call.owner === undefined) return;
    const { keys, size } = await this.#useOf(appId, call.owner);
    if (keys < MAX_KEYS && size < MAX_SIZE) return;
    if (await this.find(appId, call)) return; // only repeats what it has stored
    throw new AppError(
      "RATE_LIMITED",
      `A user can have ${MAX_KEYS} idempotency keys, or 1 MiB of responses, in 24 hours; omit the key or wait`,
      { details: { retryAfterSeconds: QUOTA_RETRY_SECONDS } },
    );
  }

  /** How many records of an owner are kept. */
  async count(appId: string, owner: string): Promise<number> {
    return (await this.#useOf(appId, owner)).keys;
  }

  async #useOf(appId: string, owner: string) {
    const { statements, clock } = this.#dependencies;
    const [[keys, size] = []] = await statements.run(selectUse(appId, owner, clock() - RETENTION));
    return { keys: Number(keys), size: Number(size) };
  }

  /** Deletes in batches, so that other writes run in between. Returns how many were deleted. */
  async removeExpired(): Promise<number> {
    const { prisma, clock } = this.#dependencies;
    const before = clock() - RETENTION;
    let removed = 0;
    while (!this.#isStopped) {
      const count = await mapUnavailable(
        prisma.$executeRaw(deleteRecords(before, DELETE_BATCH_SIZE)),
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
