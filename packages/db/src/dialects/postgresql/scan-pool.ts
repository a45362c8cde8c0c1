import { setTimeout } from "node:timers/promises";
import pg from "pg";
import { traceStatement } from "../../diagnostics.js";
import { errorChain, toUnavailable } from "../../prisma/driver-errors.js";
import {
  cancelled,
  queryTimeout,
  type RunScan,
  type ScanRequest,
  type Scans,
  watchSignal,
} from "../../scans/scan.js";
import { MAX_SHORT_SCANS } from "../../scans/scan-threads.js";
import { type CancelBackend, createShortRunner, type ShortStatements } from "./short-statement.js";
import type { PostgresqlUrl } from "./url.js";

/** How many scans run at a time, each on a connection of its own; fewer if the pool of all other statements has fewer. */
const MAX_SCANS = 4;

/** For end users: parallel workers would let one of them keep several cores busy. */
const ON_ONE_CORE = "SET LOCAL max_parallel_workers_per_gather = 0;";

/** How long after its deadline the server may report it, in milliseconds. */
const GRACE = 2000;

/** How often a statement is cancelled until it ends, in milliseconds. */
const CANCEL_INTERVAL = 20;

/** PostgreSQL's query_canceled: by statement_timeout or pg_cancel_backend. */
const QUERY_CANCELED = "57014";

/** How many connections of the main pool short statements leave to point reads and writes. */
const RESERVED = 2;

/** A pool for statements of unbounded cost, so that these cannot fill the pool of all others (ADR 51). */
export class PostgresqlScanPool implements Scans {
  readonly maxScans: number;
  readonly maxShort: number;
  readonly #pool: pg.Pool;
  readonly #cancelBackend: CancelBackend;
  readonly #running = new Set<Scan>();
  readonly runShort: RunScan;

  /** `short` is the pool of all other statements. */
  constructor({ pool }: PostgresqlUrl, short: ShortStatements) {
    const { max = MAX_SCANS } = pool;
    this.runShort = createShortRunner(short);
    this.maxScans = Math.min(MAX_SCANS, max);
    this.maxShort = Math.min(MAX_SHORT_SCANS, Math.max(1, max - RESERVED));
    this.#pool = new pg.Pool({ ...pool, max: this.maxScans });
    this.#pool.on("error", () => {}); // an idle connection was lost; the next scan opens another
    // The pool listens to idle connections only. A statement on a lost one is rejected, and the scan discards it.
    this.#pool.on("connect", (client) => client.on("error", () => {}));
    this.#cancelBackend = short.cancelBackend;
  }

  get counts(): Pick<pg.Pool, "totalCount" | "idleCount"> {
    return this.#pool;
  }

  readonly run: RunScan = async ({ text, values }, request) => {
    if (this.#pool.ending) throw cancelled();
    const scan = new Scan(this.#cancelBackend);
    const unwatch = watchSignal(request, () => scan.stop());
    this.#running.add(scan);
    try {
      const client = await this.#pool.connect();
      // In a transaction, so that the settings hold for this statement only, also behind a transaction pooler.
      await scan.begin(client, request);
      const timeout = { query_timeout: request.deadlineMs + GRACE };
      const query = { text, values, rowMode: "array" as const, ...timeout };
      return (await traceStatement(text, () => client.query(query))).rows;
    } catch (error) {
      if (scan.isStopped) throw cancelled();
      if (errorChain(error).some(({ code }) => code === QUERY_CANCELED))
        throw queryTimeout(request, error);
      throw toUnavailable(error);
    } finally {
      unwatch();
      this.#running.delete(scan);
      void scan.end(); // the caller does not wait for it
    }
  };

  async close(): Promise<void> {
    for (const scan of this.#running) scan.stop();
    if (!this.#pool.ending) await this.#pool.end();
  }
}

class Scan {
  readonly #cancelBackend: CancelBackend;
  #client: pg.PoolClient | undefined;
  #pid: number | undefined;
  #cancelled: Promise<unknown> | undefined;
  #isEnded = false;
  isStopped = false;

  constructor(cancelBackend: CancelBackend) {
    this.#cancelBackend = cancelBackend;
  }

  async begin(client: pg.PoolClient, { deadlineMs, userId }: ScanRequest): Promise<void> {
    this.#client = client;
    const results: unknown = await client.query(`BEGIN READ ONLY;
      ${userId === undefined ? "" : ON_ONE_CORE}
      SET LOCAL statement_timeout = ${Math.ceil(deadlineMs)}; SELECT pg_backend_pid() AS pid`);
    const selected = (results as pg.QueryResult<{ pid: number }>[]).at(-1); // oxlint-disable-line typescript/consistent-type-assertions -- pg's types do not know that several statements have several results
    this.#pid = selected?.rows[0]?.pid;
    if (this.isStopped) throw cancelled();
  }

  /** Cancels the statement. */
  stop(): void {
    this.isStopped = true;
    this.#cancelled ??= this.#cancel();
  }

  /** Until the statement has ended: before it starts, a cancel has no effect. */
  async #cancel(): Promise<void> {
    while (this.#pid !== undefined && !this.#isEnded) {
      // If it fails, the deadline ends the statement.
      await this.#cancelBackend(this.#pid).catch(() => {});
      await setTimeout(CANCEL_INTERVAL);
    }
  }

  /** A connection whose statement was cancelled is closed: a late cancel must not reach another statement. */
  async end(): Promise<void> {
    this.#isEnded = true;
    await this.#cancelled;
    if (this.isStopped) return this.#client?.release(true);
    try {
      await this.#client?.query("COMMIT");
      this.#client?.release();
    } catch {
      this.#client?.release(true);
    }
  }
}
