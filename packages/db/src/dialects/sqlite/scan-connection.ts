import type { Sql } from "@prisma/client/runtime/client";
import type { AppError } from "@roster/contract";
import Database from "libsql/promise";
import { LRUCache } from "lru-cache";
import { traceStatement } from "../../diagnostics.js";
import { toUnavailable } from "../../prisma/driver-errors.js";
import { callerGone, queryTimeout, type ScanRequest, watchSignal } from "../../scans/scan.js";
import type { Row } from "../statement-runner.js";
import { toDriverAdapterError } from "./errors.js";
import { toArgument } from "./values.js";

/** The part of libsql's promise API that is used here; its own types are `any`. */
interface Connection {
  exec(sql: string): Promise<void>;
  prepare(sql: string): Promise<Statement>;
  interrupt(): void;
  close(): void;
}

interface Statement {
  columns(): readonly unknown[];
  raw(isRaw: boolean): void;
  all(values: readonly unknown[]): Promise<unknown[][]>;
}

/** query_only: a scan never takes the write lock. */
const ON_OPEN = "PRAGMA query_only = ON; PRAGMA busy_timeout = 5000";

/** How often a statement is interrupted until it ends, in milliseconds: before it runs, an interrupt has no effect. */
const INTERRUPT_INTERVAL = 10;

/** The bounds of the cache of prepared statements; filters make them many and long. */
const MAX_CACHED_STATEMENTS = 50;
const MAX_CACHED_CHARACTERS = 200_000;

/** A read-only connection whose statements run on a libsql thread, one at a time. */
export class SqliteScanConnection {
  readonly #connection: Connection;
  readonly #prepared = new LRUCache<string, Statement>({
    max: MAX_CACHED_STATEMENTS,
    maxSize: MAX_CACHED_CHARACTERS,
    sizeCalculation: (_statement, sql) => sql.length,
  });
  #isOpen = false;
  #interrupts: NodeJS.Timeout | undefined;
  #stopped: AppError | undefined;

  constructor(path: string) {
    this.#connection = new Database(path, {});
  }

  async run({ sql, values }: Sql, request: ScanRequest): Promise<readonly Row[]> {
    this.#stopped = undefined;
    const unwatch = watchSignal(request, () => this.stop(callerGone()));
    const timer = setTimeout(() => this.stop(queryTimeout(request)), request.deadlineMs);
    try {
      const parameters = values.map((value) => toArgument(value));
      const [[json] = []] = await traceStatement(sql, async () =>
        (await this.#prepare(sql)).all(parameters),
      );
      return JSON.parse(String(json)) as Row[]; // oxlint-disable-line typescript/consistent-type-assertions -- toSingleRow makes it an array of arrays
    } catch (error) {
      throw this.#stopped ?? toUnavailable(toDriverAdapterError(error));
    } finally {
      unwatch();
      clearTimeout(timer);
      clearInterval(this.#interrupts);
    }
  }

  /** Ends the running statement with this error. */
  stop(error: AppError): void {
    if (this.#stopped) return;
    this.#stopped = error;
    this.#connection.interrupt();
    this.#interrupts = setInterval(() => this.#connection.interrupt(), INTERRUPT_INTERVAL);
  }

  /** Only between statements: libsql would abort the process. */
  close(): void {
    this.#prepared.clear();
    this.#connection.close();
  }

  async #prepare(sql: string): Promise<Statement> {
    if (!this.#isOpen) await this.#connection.exec(ON_OPEN);
    this.#isOpen = true;
    const cached = this.#prepared.get(sql);
    if (cached) return cached;
    const { length } = (await this.#connection.prepare(sql)).columns();
    const statement = await this.#connection.prepare(toSingleRow(sql, length));
    if (this.#stopped) throw this.#stopped;
    statement.raw(true);
    this.#prepared.set(sql, statement);
    return statement;
  }
}

/** libsql fetches the second and later rows on the event loop. The order of rows is that of the subquery. */
function toSingleRow(sql: string, columnCount: number): string {
  const columns = Array.from({ length: columnCount }, (_, index) => `c${index}`).join();
  return `WITH r(${columns}) AS (${sql}\n) SELECT json_group_array(json_array(${columns})) FROM r`;
}
