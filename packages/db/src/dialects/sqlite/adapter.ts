import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  SqlResultSet,
  Transaction,
} from "@prisma/driver-adapter-utils";
import type { LocalConnection, SqliteConnection } from "./connection.js";
import { isBusy } from "./errors.js";
import { TransactionLock } from "./transaction-lock.js";
import type { SqliteWriter } from "./writer.js";

const adapterInfo = { provider: "sqlite", adapterName: "@roster/db" } as const;

/** In WAL mode, reads see the last commit and need not wait for a writer. */
const READS = /^\s*SELECT\b/i;

export interface SqliteAdapterOptions {
  /** Opens the connection for SELECTs outside transactions. Absent: there is only the writer's. */
  readonly openReader?: () => LocalConnection;
  readonly writer: SqliteWriter;
}

/**
 * A Prisma driver adapter over libsql, with cached prepared statements. Prisma's own adapter prepares each statement
 * again (docs/adr/0011) and opens another connection for a transaction.
 */
export function createSqliteAdapter(options: SqliteAdapterOptions): SqlDriverAdapterFactory {
  return { ...adapterInfo, connect: async () => new SqliteAdapter(options) };
}

class SqliteAdapter implements SqlDriverAdapter {
  readonly provider = adapterInfo.provider;
  readonly adapterName = adapterInfo.adapterName;
  readonly #reader: LocalConnection | undefined;
  readonly #writer: SqliteWriter;
  readonly #transactions = new TransactionLock();

  constructor({ openReader, writer }: SqliteAdapterOptions) {
    this.#reader = openReader?.();
    this.#writer = writer;
  }

  async queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    if (this.#reader && READS.test(query.sql)) {
      try {
        return await this.#reader.query(query);
      } catch (error) {
        // Another process is recovering the database: wait for it on the thread.
        if (!isBusy(error)) throw error;
      }
    }
    return this.#transactions.whenFree(() => this.#writer.open().query(query));
  }

  executeRaw(query: SqlQuery): Promise<number> {
    return this.#transactions.whenFree(() => this.#writer.open().execute(query));
  }

  /** For index builds: writes wait for them only for a while. */
  executeScript(script: string): Promise<void> {
    return this.#transactions.whenFree(() => {
      const release = this.#transactions.begin({ isBuild: true });
      return this.#writer.open().executeScript(script).finally(release);
    });
  }

  startTransaction(): Promise<Transaction> {
    return this.#transactions.whenFree(() => {
      const release = this.#transactions.begin();
      return startTransaction(() => this.#writer.open(), release);
    });
  }

  async dispose(): Promise<void> {
    await this.#transactions.whenFree(() => {});
    await this.#writer.close();
    await this.#reader?.close();
  }
}

/** BEGIN travels with the first statement. It is IMMEDIATE: upgrading from a read to a write lock can fail. */
function startTransaction(open: () => SqliteConnection, release: () => void): Transaction {
  let connection: SqliteConnection | undefined;
  const next = () => {
    const step = connection ? ("next" as const) : ("first" as const);
    connection ??= open();
    return { connection, step };
  };
  const end = async (command: "COMMIT" | "ROLLBACK") => {
    try {
      await connection?.end(command);
    } finally {
      release();
    }
  };
  return {
    ...adapterInfo,
    options: { usePhantomQuery: true },
    async queryRaw(query) {
      const { connection: on, step } = next();
      return on.query(query, step);
    },
    async executeRaw(query) {
      const { connection: on, step } = next();
      return on.execute(query, step);
    },
    commit: () => end("COMMIT"),
    rollback: () => end("ROLLBACK"),
  };
}
