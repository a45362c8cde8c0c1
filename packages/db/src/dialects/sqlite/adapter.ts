import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  SqlResultSet,
  Transaction,
} from "@prisma/driver-adapter-utils";
import type Database from "libsql";
import { LRUCache } from "lru-cache";
import { toDriverAdapterError } from "./errors.js";
import { SqliteTransactionLock } from "./transaction-lock.js";
import { columnTypesOf, toArguments } from "./values.js";

const info = { provider: "sqlite", adapterName: "@roster/db" } as const;

/** Statements kept prepared. Roster has some dozens; what a caller's filter adds comes and goes. */
const MAX_STATEMENTS = 200;

interface Prepared {
  readonly statement: Database.Statement;
  readonly columns: readonly Database.ColumnDefinition[];
}

export interface SqliteAdapterOptions {
  readonly open: () => Database.Database;
  /** Run once, when the connection is opened. */
  readonly onOpenSql: string;
  /** Ends what else this process has open of the database. */
  readonly beforeClose?: () => Promise<void>;
  /** Run once, before it is closed; a failure is ignored. */
  readonly onCloseSql: string;
  /** Of all connections to the database that this process has. Default: this is the only one. */
  readonly transactions?: SqliteTransactionLock;
}

/**
 * Prisma's driver adapter over libsql with one connection that keeps its statements prepared. Prisma's
 * own prepares each anew (docs/adr/0011), and opens a second connection for a transaction.
 */
export function createSqliteAdapter(options: SqliteAdapterOptions): SqlDriverAdapterFactory {
  return { ...info, connect: async () => new SqliteAdapter(options) };
}

class SqliteAdapter implements SqlDriverAdapter {
  readonly provider = info.provider;
  readonly adapterName = info.adapterName;
  readonly #database: Database.Database;
  readonly #options: SqliteAdapterOptions;
  readonly #prepared = new LRUCache<string, Prepared>({ max: MAX_STATEMENTS });
  readonly #transactions: SqliteTransactionLock;

  constructor(options: SqliteAdapterOptions) {
    this.#options = options;
    this.#transactions = options.transactions ?? new SqliteTransactionLock();
    this.#database = run(options.open);
    run(() => this.#database.exec(options.onOpenSql));
  }

  async queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    while (this.#transactions.mustWait(this, query.sql)) await this.#transactions.ended;
    return this.#query(query);
  }

  async executeRaw(query: SqlQuery): Promise<number> {
    while (this.#transactions.mustWait(this)) await this.#transactions.ended;
    return this.#execute(query);
  }

  async executeScript(script: string): Promise<void> {
    while (this.#transactions.mustWait(this)) await this.#transactions.ended;
    run(() => this.#database.exec(script));
  }

  /** IMMEDIATE: Roster opens transactions to write, and a later change from reading to writing can fail. */
  async startTransaction(): Promise<Transaction> {
    while (this.#transactions.mustWait(this)) await this.#transactions.ended;
    run(() => this.#database.exec("BEGIN IMMEDIATE"));
    const release = this.#transactions.begin(this);
    const end = async (statement: "COMMIT" | "ROLLBACK") => {
      try {
        // A statement that failed may have ended the transaction already.
        if (this.#database.inTransaction) run(() => this.#database.exec(statement));
      } catch (error) {
        if (this.#database.inTransaction) this.#database.exec("ROLLBACK");
        throw error;
      } finally {
        release();
      }
    };
    return {
      ...info,
      options: { usePhantomQuery: true },
      queryRaw: async (query) => this.#query(query),
      executeRaw: async (query) => this.#execute(query),
      commit: () => end("COMMIT"),
      rollback: () => end("ROLLBACK"),
    };
  }

  async dispose(): Promise<void> {
    while (this.#transactions.mustWait(this)) await this.#transactions.ended;
    await this.#options.beforeClose?.();
    this.#prepared.clear();
    try {
      this.#database.exec(this.#options.onCloseSql);
    } catch {
      // Whoever opens the database next does what this one could not.
    }
    this.#database.close();
  }

  #query(query: SqlQuery): SqlResultSet {
    return run(() => {
      const { statement, columns } = this.#prepare(query.sql);
      const rows = statement.all(toArguments(query)) as unknown[][]; // oxlint-disable-line typescript/consistent-type-assertions -- raw(true) makes a row an array
      return {
        columnNames: columns.map(({ name }) => name),
        columnTypes: columnTypesOf(columns, rows),
        rows,
      };
    });
  }

  #execute(query: SqlQuery): number {
    return run(() => this.#prepare(query.sql).statement.run(toArguments(query)).changes);
  }

  #prepare(sql: string): Prepared {
    const known = this.#prepared.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    const columns = statement.columns();
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
