import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { Clock } from "../clock.js";
import { every } from "../every.js";
import { retryConflicts } from "../dialects/statement-runner.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";
import type { RunScan, ScanRequest } from "../scans/scan.js";
import { selectHistorySizes, type TotalHistorySize, toTotalSize } from "./history-size.js";

/** How long the database keeps what is no longer current. */
export interface Retention {
  readonly history: HistoryLimits;
  /** How long soft-deleted users are kept, in days. Undefined: until they are removed. */
  readonly maxDeletedDays?: number | undefined;
}

/** What is kept of the change log and of the audit events. */
export interface HistoryLimits {
  /** How long, in days. */
  readonly maxDays: number;
  /** How many changes of each app, and how many events of the installation. Undefined: any number. */
  readonly maxRows?: number | undefined;
}

/** How many rows one statement deletes; limited because other writers wait for it. */
const DELETE_BATCH_SIZE = 500;

const INTERVAL = 600_000;

/** After the start: processes that never run for long delete as well. */
const FIRST_RUN = 30_000;

const MICROS_PER_DAY = 86_400_000_000n;

/** Both statements read a few rows of each app's log, off the event loop. */
const request: ScanRequest = { appId: "", deadlineMs: 60_000 };

interface Dependencies {
  readonly prisma: PrismaClientLike;
  readonly clock: Clock;
  readonly scan: RunScan;
}

/** Deletes the oldest changes and events, and measures what is left. Any number of processes may do this. */
export class HistoryRetention {
  readonly #dependencies: Dependencies;
  readonly #limits: HistoryLimits;
  #isStopped = false;
  #size: TotalHistorySize | undefined;

  constructor(dependencies: Dependencies, limits: HistoryLimits) {
    this.#dependencies = dependencies;
    this.#limits = limits;
  }

  /** Up to ten minutes old; undefined before it was measured. */
  get size(): TotalHistorySize | undefined {
    return this.#size;
  }

  /** Until disposed, which waits for one statement at most. */
  start(): AsyncDisposable {
    const times = { first: FIRST_RUN, interval: INTERVAL };
    const timer = every(times, "delete old changes", () => this.run());
    return {
      [Symbol.asyncDispose]: async () => {
        this.#isStopped = true;
        await timer[Symbol.asyncDispose]();
      },
    };
  }

  async run(): Promise<void> {
    await this.#deleteOld();
    if (this.#isStopped) return;
    this.#size = toTotalSize(await this.#dependencies.scan(selectHistorySizes, request));
  }

  /** In small steps, so that other writes run in between. */
  async #deleteOld(): Promise<void> {
    const { maxDays, maxRows } = this.#limits;
    const before = this.#dependencies.clock() - BigInt(maxDays) * MICROS_PER_DAY;
    const isOld = (newest: Sql) =>
      maxRows === undefined
        ? sql`at < ${before}`
        : sql`(at < ${before} OR seq <= ${newest} - ${BigInt(maxRows)})`;
    const logs = await this.#dependencies.scan(selectLongLogs(isOld), request);
    for (const [appId, lastSeq] of logs) {
      const isOldChange = isOld(sql`CAST(${BigInt(String(lastSeq))} AS BIGINT)`);
      await this.#repeat(sql`DELETE FROM changes WHERE app_id = ${String(appId)} AND seq IN (
        SELECT seq FROM (
          SELECT seq, at FROM changes WHERE app_id = ${String(appId)} ORDER BY seq LIMIT ${DELETE_BATCH_SIZE}
        ) AS oldest WHERE ${isOldChange})`);
    }
    await this.#repeat(sql`DELETE FROM audit_events WHERE seq IN (
      SELECT seq FROM (
        SELECT seq, at FROM audit_events ORDER BY seq LIMIT ${DELETE_BATCH_SIZE}
      ) AS oldest WHERE ${isOld(sql`(SELECT max(seq) FROM audit_events)`)})`);
  }

  /** Until the statement deletes nothing more. Concurrent processes can deadlock. */
  async #repeat(statement: Sql): Promise<void> {
    const { prisma } = this.#dependencies;
    while (!this.#isStopped) {
      const count = await retryConflicts(() => prisma.$executeRaw(statement));
      if (count === 0) return;
      await new Promise(setImmediate);
    }
  }
}

/** The apps whose oldest change is to be deleted: one row of each log is read. */
const selectLongLogs = (isOld: (newest: Sql) => Sql): Sql => sql`
  SELECT app_id, last_seq FROM change_counters WHERE EXISTS (
    SELECT 1 AS one FROM (
      SELECT seq, at FROM changes WHERE changes.app_id = change_counters.app_id ORDER BY seq LIMIT 1
    ) AS oldest WHERE ${isOld(sql`change_counters.last_seq`)})`;
