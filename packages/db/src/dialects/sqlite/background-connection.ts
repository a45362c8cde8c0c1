import type { Sql } from "@prisma/client/runtime/client";
import Database from "libsql/promise";
import type { RawRows } from "../dialect.js";
import { traceStatement } from "../../diagnostics.js";
import { toDriverAdapterError } from "./errors.js";
import type { SqliteTransactionLock } from "./transaction-lock.js";
import { toArgument } from "./values.js";

/** What is used of libsql's, whose own types say nothing. */
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
  /** By text. There are as many as forms of an import. */
  readonly prepared: Map<string, Statement>;
}

export interface BackgroundConnectionOptions {
  readonly path: string;
  /** Run once, when the connection is opened. */
  readonly onOpenSql: string;
  /** Of all connections to the database. */
  readonly transactions: SqliteTransactionLock;
}

/**
 * A second connection, opened when it is needed, whose statements and commits run on a thread of libsql's. For
 * those that take so long that this thread has something better to do: the way there and back takes longer than most.
 */
export class SqliteBackgroundConnection {
  readonly #options: BackgroundConnectionOptions;
  #opened: OpenConnection | undefined;
  #isClosed = false;

  constructor(options: BackgroundConnectionOptions) {
    this.#options = options;
  }

  /** All statements or none, in one transaction. */
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
    this.#letGo();
  }

  async #runAll(statements: readonly Sql[]): Promise<RawRows> {
    const { connection, prepared } = await this.#open();
    const execute = (sql: string) => traceStatement(sql, () => connection.exec(sql));
    const works = [];
    // Each is a way to the thread and back, which other processes need not wait for.
    for (const { sql, values } of statements) {
      const statement = prepared.get(sql) ?? (await prepare(connection, sql));
      prepared.set(sql, statement);
      const all = () => statement.all(values.map((value) => toArgument(value)));
      works.push(() => traceStatement(sql, all));
    }
    await execute("BEGIN IMMEDIATE");
    try {
      const results = [];
      for (const work of works) results.push(await work());
      await execute("COMMIT");
      return results;
    } catch (error) {
      // Refused where the statement that failed has ended the transaction already.
      await connection.exec("ROLLBACK").catch(() => {});
      // Else none could begin on it any more.
      if (connection.inTransaction) this.#letGo();
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
      this.#letGo();
      throw error;
    }
    return this.#opened;
  }

  #letGo(): void {
    this.#opened?.connection.close();
    this.#opened = undefined;
  }
}

async function prepare(connection: Connection, sql: string): Promise<Statement> {
  const statement = await connection.prepare(sql);
  if (statement.columns().length > 0) statement.raw(true);
  return statement;
}
