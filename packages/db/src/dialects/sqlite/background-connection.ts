import type { Sql } from "@prisma/client/runtime/client";
import Database from "libsql/promise";
import type { RawRows } from "../dialect.js";
import { traceStatement } from "../../diagnostics.js";
import { toDriverAdapterError } from "./errors.js";
import type { SqliteTransactionLock } from "./transaction-lock.js";
import { toArgument } from "./values.js";

/** The part of libsql's promise API that is used here; its own types are `any`. */
interface Connection {
  readonly inTransaction?: boolean;
  exec(sql: string): Promise<void>;
  prepare(sql: string): Promise<Statement>;
  close(): void;
}

interface Statement {
  columns(): readonly unknown[];
  raw(isRaw: boolean): void;
  all(values: readonly unknown[]): Promise<unknown[][]>;
}

interface OpenConnection {
  readonly connection: Connection;
  /** By SQL. Imports use only a few different statements. */
  readonly prepared: Map<string, Statement>;
}

export interface BackgroundConnectionOptions {
  readonly path: string;
  /** Run once after opening. */
  readonly onOpenSql: string;
  /** Shared by all connections of this process to the database. */
  readonly transactions: SqliteTransactionLock;
}

/**
 * A second connection, opened on demand, whose statements and commits run on a libsql thread. For long statements
 * only: the round trip to the thread takes longer than most statements.
 */
export class SqliteBackgroundConnection {
  readonly #options: BackgroundConnectionOptions;
  #opened: OpenConnection | undefined;
  #isClosed = false;

  constructor(options: BackgroundConnectionOptions) {
    this.#options = options;
  }

  /** Runs all statements or none, in one transaction. */
  async run(statements: readonly Sql[]): Promise<RawRows> {
    const { transactions } = this.#options;
    while (transactions.mustWait(this)) await transactions.ended;
    if (this.#isClosed) throw new Error("The connection to the database is closed");
    const release = transactions.begin(this);
    try {
      return await this.#runAll(statements);
    } catch (error) {
      throw toDriverAdapterError(error);
    } finally {
      release();
    }
  }

  async close(): Promise<void> {
    const { transactions } = this.#options;
    while (transactions.mustWait(this)) await transactions.ended;
    this.#isClosed = true;
    this.#disconnect();
  }

  async #runAll(statements: readonly Sql[]): Promise<RawRows> {
    const { connection, prepared } = await this.#open();
    const execute = (sql: string) => traceStatement(sql, () => connection.exec(sql));
    const executions = [];
    // Prepare before BEGIN, so that other processes need not wait for these round trips.
    for (const { sql, values } of statements) {
      const statement = prepared.get(sql) ?? (await prepare(connection, sql));
      prepared.set(sql, statement);
      const all = () => statement.all(values.map((value) => toArgument(value)));
      executions.push(() => traceStatement(sql, all));
    }
    await execute("BEGIN IMMEDIATE");
    try {
      const results = [];
      for (const executeNext of executions) results.push(await executeNext());
      await execute("COMMIT");
      return results;
    } catch (error) {
      // Fails if the failed statement has already ended the transaction.
      await connection.exec("ROLLBACK").catch(() => {});
      // Otherwise no transaction could begin on this connection again.
      if (connection.inTransaction) this.#disconnect();
      throw error;
    }
  }

  async #open(): Promise<OpenConnection> {
    if (this.#opened) return this.#opened;
    const connection: Connection = new Database(this.#options.path, {});
    this.#opened = { connection, prepared: new Map() };
    try {
      await connection.exec(this.#options.onOpenSql);
    } catch (error) {
      this.#disconnect();
      throw error;
    }
    return this.#opened;
  }

  #disconnect(): void {
    this.#opened?.connection.close();
    this.#opened = undefined;
  }
}

async function prepare(connection: Connection, sql: string): Promise<Statement> {
  const statement = await connection.prepare(sql);
  if (statement.columns().length > 0) statement.raw(true);
  return statement;
}
