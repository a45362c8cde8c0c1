import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { Clock } from "../clock.js";
import { retryConflicts } from "../dialects/statement-runner.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";
import type { RunScan } from "../scans/scan.js";
import { daysAgo, deleteOld, retentionScan } from "./delete-old.js";
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

interface Dependencies {
  readonly prisma: PrismaClientLike;
  readonly clock: Clock;
  readonly scan: RunScan;
}

/** Deletes the oldest changes and events, and measures what is left. Any number of processes may do this. */
export class HistoryRetention {
  readonly #dependencies: Dependencies;
  readonly #limits: HistoryLimits;
  #size: TotalHistorySize | undefined;

  constructor(dependencies: Dependencies, limits: HistoryLimits) {
    this.#dependencies = dependencies;
    this.#limits = limits;
  }

  /** Up to ten minutes old; undefined before it was measured. */
  get size(): TotalHistorySize | undefined {
    return this.#size;
  }

  start(): AsyncDisposable {
    return deleteOld("old changes", (signal) => this.run(signal));
  }

  async run(signal?: AbortSignal): Promise<void> {
    await this.#deleteOld(signal);
    if (signal?.aborted) return;
    this.#size = toTotalSize(await this.#dependencies.scan(selectHistorySizes, retentionScan));
  }

  /** In small steps, so that other writes run in between. */
  async #deleteOld(signal: AbortSignal | undefined): Promise<void> {
    const { clock, scan } = this.#dependencies;
    const { maxDays, maxRows } = this.#limits;
    const before = daysAgo(clock, maxDays);
    const isOld = (newest: Sql) =>
      maxRows === undefined
        ? sql`at < ${before}`
        : sql`(at < ${before} OR seq <= ${newest} - ${BigInt(maxRows)})`;
    for (const [appId, lastSeq] of await scan(selectLongLogs(isOld), retentionScan)) {
      const isOldChange = isOld(sql`CAST(${BigInt(String(lastSeq))} AS BIGINT)`);
      const statement = sql`DELETE FROM changes WHERE app_id = ${String(appId)} AND seq IN (
        SELECT seq FROM (
          SELECT seq, at FROM changes WHERE app_id = ${String(appId)} ORDER BY seq LIMIT ${DELETE_BATCH_SIZE}
        ) AS oldest WHERE ${isOldChange})`;
      await this.#repeat(statement, signal);
    }
    const statement = sql`DELETE FROM audit_events WHERE seq IN (
      SELECT seq FROM (
        SELECT seq, at FROM audit_events ORDER BY seq LIMIT ${DELETE_BATCH_SIZE}
      ) AS oldest WHERE ${isOld(sql`(SELECT max(seq) FROM audit_events)`)})`;
    await this.#repeat(statement, signal);
  }

  /** Until the statement deletes nothing more. Concurrent processes can deadlock. */
  async #repeat(statement: Sql, signal: AbortSignal | undefined): Promise<void> {
    const { prisma } = this.#dependencies;
    for (;;) {
      if (signal?.aborted) return;
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
