import type { Sql } from "@prisma/client/runtime/client";
import Database from "libsql/promise";
import type { DrivenRows } from "../dialect.js";
import { traceStatement } from "../traces.js";
import { toDriverAdapterError } from "./sqlite-errors.js";
import type { SqliteTransactions } from "./sqlite-transactions.js";

/** What is used of libsql's, whose own types say nothing. */
interface Connection {
  exec(sql: string): Promise<void>;
  prepare(sql: string): Promise<Statement>;
  close(): void;
}

interface Statement {
  columns(): readonly unknown[];
  raw(isRaw: boolean): void;
  all(values: readonly unknown[]): Promise<unknown[][]>;
}

export interface AsideOptions {
  readonly path: string;
  /** Run once, when the connection is opened. */
  readonly opening: string;
  /** Of all connections to the database. */
  readonly transactions: SqliteTransactions;
}

/**
 * A second connection, opened when it is needed, whose statements and commits run on a thread of libsql's. For
 * those that take as long as this thread has something better to do: the way there and back takes longer than most.
 */
export class SqliteAside {
  readonly #options: AsideOptions;
  #connection: Promise<Connection> | undefined;

  constructor(options: AsideOptions) {
    this.#options = options;
  }

  /** All statements or none, in one transaction. */
  async run(statements: readonly Sql[]): Promise<DrivenRows> {
    const { transactions } = this.#options;
    while (transactions.isBefore(this)) await transactions.ended;
    const release = transactions.begin(this);
    try {
      return await this.#runAll(await this.#open(), statements);
    } catch (error) {
      throw toDriverAdapterError(error);
    } finally {
      release();
    }
  }

  async close(): Promise<void> {
    const { transactions } = this.#options;
    while (transactions.isBefore(this)) await transactions.ended;
    const connection = await this.#connection;
    this.#connection = undefined;
    connection?.close();
  }

  async #open(): Promise<Connection> {
    if (this.#connection) return this.#connection;
    const connection: Connection = new Database(this.#options.path, {});
    await connection.exec(this.#options.opening);
    this.#connection = Promise.resolve(connection);
    return connection;
  }

  async #runAll(connection: Connection, statements: readonly Sql[]): Promise<DrivenRows> {
    const execute = (sql: string) => traceStatement(sql, () => connection.exec(sql));
    await execute("BEGIN IMMEDIATE");
    try {
      const results = [];
      for (const statement of statements) results.push(await query(connection, statement));
      await execute("COMMIT");
      return results;
    } catch (error) {
      // Refused where the statement that failed has ended the transaction already.
      await connection.exec("ROLLBACK").catch(() => {});
      throw error;
    }
  }
}

function query(connection: Connection, { sql, values }: Sql): Promise<unknown[][]> {
  return traceStatement(sql, async () => {
    const statement = await connection.prepare(sql);
    if (statement.columns().length > 0) statement.raw(true);
    return statement.all(values);
  });
}
