import Database from "libsql/promise";
import { traceStatement } from "../../diagnostics.js";
import { toUnavailable } from "../../prisma/driver-errors.js";
import type { Row, RunStatement, RunTransaction, StatementRunner } from "../statement-runner.js";
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
  /** By SQL. Long statements are only a few different ones. */
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
export class SqliteBackgroundConnection implements StatementRunner {
  readonly #options: BackgroundConnectionOptions;
  #opened: OpenConnection | undefined;
  #isClosed = false;

  constructor(options: BackgroundConnectionOptions) {
    this.#options = options;
  }

  readonly run: RunStatement = (statement) => this.transaction((run) => run(statement));

  readonly transaction: RunTransaction = async (work) => {
    const { transactions } = this.#options;
    while (transactions.mustWait(this)) await transactions.ended;
    if (this.#isClosed) throw new Error("The connection to the database is closed");
    const release = transactions.begin(this);
    try {
      return await this.#transact(work);
    } catch (error) {
      throw toUnavailable(toDriverAdapterError(error));
    } finally {
      release();
    }
  };

  async close(): Promise<void> {
    const { transactions } = this.#options;
    while (transactions.mustWait(this)) await transactions.ended;
    this.#isClosed = true;
    this.#disconnect();
  }

  async #transact<Result>(work: (run: RunStatement) => Promise<Result>): Promise<Result> {
    const { connection, prepared } = await this.#open();
    const execute = (sql: string) => traceStatement(sql, () => connection.exec(sql));
    await execute("BEGIN IMMEDIATE");
    try {
      const result = await work(({ sql, values }) =>
        traceStatement(sql, async (): Promise<readonly Row[]> => {
          const statement = prepared.get(sql) ?? (await prepare(connection, sql));
          prepared.set(sql, statement);
          return statement.all(values.map((value) => toArgument(value)));
        }),
      );
      await execute("COMMIT");
      return result;
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
