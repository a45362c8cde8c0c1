import type { Sql } from "@prisma/client/runtime/client";
import type { AppError } from "@roster/contract";
import Database from "libsql/promise";
import { traceStatement } from "../../diagnostics.js";
import { toUnavailable } from "../../prisma/driver-errors.js";
import { cancelled, queryTimeout, type ScanRequest, watchSignal } from "../../scans/scan.js";
import type { Row } from "../statement-runner.js";
import { toDriverAdapterError, toOpenError } from "./errors.js";
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
  raw(isRaw: boolean): Statement;
  all(values: readonly unknown[]): Promise<unknown[][]>;
}

/** query_only: a scan never takes the write lock. */
const ON_OPEN = "PRAGMA query_only = ON; PRAGMA busy_timeout = 5000";

/** How often a statement is interrupted until it ends, in milliseconds: before it runs, an interrupt has no effect. */
const INTERRUPT_INTERVAL = 10;

/** How many characters of SQL a connection prepares; filters make statements many and long. */
const MAX_PREPARED = 200_000;

/**
 * A read-only connection whose statements run on a libsql thread, one at a time. It keeps every statement: the garbage
 * collection of one would block the event loop until the running one has ended.
 */
export class SqliteScanConnection {
  readonly #connection: Connection;
  readonly #statements = new Map<string, Statement>();
  #preparedSize = 0;
  #isOpen = false;
  #interrupts: NodeJS.Timeout | undefined;
  #stopped: AppError | undefined;

  /** @throws AppError UNAVAILABLE */
  constructor(path: string) {
    try {
      this.#connection = new Database(path, {});
    } catch (error) {
      throw toUnavailable(toOpenError(error));
    }
  }

  async run({ sql, values }: Sql, request: ScanRequest): Promise<readonly Row[]> {
    this.#stopped = undefined;
    const unwatch = watchSignal(request, () => this.stop(cancelled()));
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

  /** Whether it has so many statements that it should be closed. */
  get isFull(): boolean {
    return this.#preparedSize > MAX_PREPARED;
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
    this.#connection.close();
  }

  async #prepare(sql: string): Promise<Statement> {
    if (!this.#isOpen) await this.#connection.exec(ON_OPEN);
    this.#isOpen = true;
    const { length } = (await this.#prepareOnce(sql)).columns();
    const statement = await this.#prepareOnce(toSingleRow(sql, length));
    if (this.#stopped) throw this.#stopped;
    return statement.raw(true);
  }

  async #prepareOnce(sql: string): Promise<Statement> {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = await this.#connection.prepare(sql);
    this.#statements.set(sql, statement);
    this.#preparedSize += sql.length;
    return statement;
  }
}

/** libsql fetches the second and later rows on the event loop. The order of rows is that of the subquery. */
function toSingleRow(sql: string, columnCount: number): string {
  const columns = Array.from({ length: columnCount }, (_, index) => `c${index}`).join();
  return `WITH r(${columns}) AS (${sql}\n) SELECT json_group_array(json_array(${columns})) FROM r`;
}
