import type { SqlQuery, SqlResultSet } from "@prisma/driver-adapter-utils";
import type Database from "libsql";
import { LRUCache } from "lru-cache";
import { toDriverAdapterError } from "./errors.js";
import { splitSequence, type Statement } from "./statement-sequence.js";
import { toArguments, toResultSet } from "./values.js";
import type { ColumnOf, TransactionStep } from "./writer-messages.js";

/** How many prepared statements to cache. Roster has a few dozen; the rest result from callers' filters. */
export const MAX_CACHED_STATEMENTS = 200;

/** A connection that runs statements one after the other, in the order of the calls. Throws Prisma's errors. */
export interface SqliteConnection {
  /** Runs a statement or a sequence of statements. */
  query(query: SqlQuery, step?: TransactionStep): Promise<SqlResultSet>;
  execute(query: SqlQuery, step?: TransactionStep): Promise<number>;
  executeScript(script: string): Promise<void>;
  /** A COMMIT that fails rolls back. */
  end(command: "COMMIT" | "ROLLBACK"): Promise<void>;
}

interface PreparedStatement {
  readonly statement: Database.Statement;
  readonly columns: readonly ColumnOf[];
}

/** Runs statements on the calling thread. */
export class LocalConnection implements SqliteConnection {
  readonly #database: Database.Database;
  readonly #prepared = new LRUCache<string, PreparedStatement>({ max: MAX_CACHED_STATEMENTS });

  readonly #onCloseSql: string;

  /** `onCloseSql` is run once before closing; a failure is ignored. */
  constructor(database: Database.Database, onCloseSql = "") {
    this.#database = database;
    this.#onCloseSql = onCloseSql;
  }

  async query(query: SqlQuery, step?: TransactionStep): Promise<SqlResultSet> {
    const [first, ...others] = splitSequence({ sql: query.sql, args: toArguments(query) });
    return run(() =>
      others.length > 0 && !step ? this.#transact(first, others) : this.#query(first, step, others),
    );
  }

  async execute(query: SqlQuery, step?: TransactionStep): Promise<number> {
    return run(() => this.#prepare(query.sql, step).statement.run(toArguments(query)).changes);
  }

  async executeScript(script: string): Promise<void> {
    run(() => this.#database.exec(script));
  }

  async end(command: "COMMIT" | "ROLLBACK"): Promise<void> {
    if (command === "ROLLBACK" && !this.#database.inTransaction) return;
    try {
      run(() => this.#database.exec(command));
    } catch (error) {
      if (this.#database.inTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#prepared.clear();
    try {
      this.#database.exec(this.#onCloseSql);
    } catch {
      // The next process that opens the database runs it.
    }
    this.#database.close();
  }

  #transact(first: Statement, others: readonly Statement[]): SqlResultSet {
    try {
      const result = this.#query(first, "first", others);
      this.#database.exec("COMMIT");
      return result;
    } catch (error) {
      if (this.#database.inTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  #query(first: Statement, step: TransactionStep, others: readonly Statement[]): SqlResultSet {
    const { statement, columns } = this.#prepare(first.sql, step);
    const rows = statement.all(first.args) as unknown[][]; // oxlint-disable-line typescript/consistent-type-assertions -- raw(true) makes a row an array
    const rowsJson = others.length > 0 && rows.length > 0 ? JSON.stringify(rows) : undefined;
    for (const { sql, args } of rowsJson === undefined ? [] : others) {
      this.#prepare(sql).statement.run([...args.slice(0, -1), rowsJson]);
    }
    return toResultSet(columns, rows);
  }

  #prepare(sql: string, step?: TransactionStep): PreparedStatement {
    if (step === "first") this.#database.exec("BEGIN IMMEDIATE");
    if (step === "next" && !this.#database.inTransaction) {
      throw new Error("The transaction has ended");
    }
    const cached = this.#prepared.get(sql);
    if (cached) return cached;
    const statement = this.#database.prepare(sql);
    const columns = statement.columns().map(({ name, type }) => [name, type] as const);
    if (columns.length > 0) statement.raw(true);
    const prepared = { statement, columns };
    this.#prepared.set(sql, prepared);
    return prepared;
  }
}

function run<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw toDriverAdapterError(error);
  }
}
