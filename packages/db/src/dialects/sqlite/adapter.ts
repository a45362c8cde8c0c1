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

const adapterInfo = { provider: "sqlite", adapterName: "@roster/db" } as const;

/** How many prepared statements to cache. Roster has a few dozen; the rest result from callers' filters. */
const MAX_CACHED_STATEMENTS = 200;

interface PreparedStatement {
  readonly statement: Database.Statement;
  readonly columns: readonly Database.ColumnDefinition[];
}

export interface SqliteAdapterOptions {
  readonly open: () => Database.Database;
  /** Run once after opening. */
  readonly onOpenSql: string;
  /** Closes other connections of this process to the database. */
  readonly beforeClose?: () => Promise<void>;
  /** Run once before closing; a failure is ignored. */
  readonly onCloseSql: string;
  /** Shared by all connections of this process to the database. Default: this is the only one. */
  readonly transactions?: SqliteTransactionLock;
}

/**
 * A Prisma driver adapter over libsql, with one connection and cached prepared statements. Prisma's own adapter
 * prepares each statement again (docs/adr/0011) and opens a second connection for a transaction.
 */
export function createSqliteAdapter(options: SqliteAdapterOptions): SqlDriverAdapterFactory {
  return { ...adapterInfo, connect: async () => new SqliteAdapter(options) };
}

class SqliteAdapter implements SqlDriverAdapter {
  readonly provider = adapterInfo.provider;
  readonly adapterName = adapterInfo.adapterName;
  readonly #database: Database.Database;
  readonly #options: SqliteAdapterOptions;
  readonly #prepared = new LRUCache<string, PreparedStatement>({ max: MAX_CACHED_STATEMENTS });
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

  /** IMMEDIATE: Roster's transactions write, and upgrading from a read to a write lock can fail. */
  async startTransaction(): Promise<Transaction> {
    while (this.#transactions.mustWait(this)) await this.#transactions.ended;
    run(() => this.#database.exec("BEGIN IMMEDIATE"));
    const release = this.#transactions.begin(this);
    const end = async (statement: "COMMIT" | "ROLLBACK") => {
      try {
        // A failed statement may already have ended the transaction.
        if (this.#database.inTransaction) run(() => this.#database.exec(statement));
      } catch (error) {
        if (this.#database.inTransaction) this.#database.exec("ROLLBACK");
        throw error;
      } finally {
        release();
      }
    };
    return {
      ...adapterInfo,
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
      // The next process that opens the database runs it.
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

  #prepare(sql: string): PreparedStatement {
    const cached = this.#prepared.get(sql);
    if (cached) return cached;
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
