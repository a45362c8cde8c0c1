import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  SqlResultSet,
  Transaction,
} from "@prisma/driver-adapter-utils";
import type { LocalConnection, SqliteConnection } from "./connection.js";
import { createBlockedError, createLostError, isBusy } from "./errors.js";
import { TransactionLock } from "./transaction-lock.js";
import type { TransactionStep } from "./writer-messages.js";
import type { SqliteWriter } from "./writer.js";

const adapterInfo = { provider: "sqlite", adapterName: "@roster/db" } as const;

/** In WAL mode, reads see the last commit and need not wait for a writer. */
const READS = /^\s*SELECT\b/i;

export interface SqliteAdapterOptions {
  /** Opens the connection for SELECTs outside transactions. Absent: there is only the writer's. */
  readonly openReader?: () => LocalConnection;
  readonly writer: SqliteWriter;
  /** Selects, for a caller, why a write has waited too long; no row if that is not known. */
  readonly selectReason?: string;
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
  readonly #selectReason: string | undefined;
  readonly #transactions = new TransactionLock();
  #isClosed = false;

  constructor({ openReader, writer, selectReason }: SqliteAdapterOptions) {
    this.#reader = openReader?.();
    this.#writer = writer;
    this.#selectReason = selectReason;
  }

  async queryRaw(query: SqlQuery): Promise<SqlResultSet> {
    if (this.#isClosed) throw createLostError("The database is closed");
    if (this.#reader && READS.test(query.sql)) {
      try {
        return await this.#reader.query(query);
      } catch (error) {
        // Another process is recovering the database: wait for it on the thread.
        if (!isBusy(error)) throw error;
      }
    }
    return this.#write(() => this.#writer.open().query(query));
  }

  executeRaw(query: SqlQuery): Promise<number> {
    return this.#write(() => this.#writer.open().execute(query));
  }

  executeScript(script: string): Promise<void> {
    return this.#write(() => {
      const release = this.#transactions.begin();
      return this.#writer.open().executeScript(script).finally(release);
    });
  }

  startTransaction(): Promise<Transaction> {
    return this.#write(() => {
      const release = this.#transactions.begin();
      return startTransaction(() => this.#writer.open(), {
        release,
        explain: (error) => this.#explain(error),
      });
    });
  }

  async dispose(): Promise<void> {
    await this.#transactions.untilFree();
    await this.#writer.close();
    this.#isClosed = true;
    await this.#reader?.close();
  }

  /** Runs `start` when no transaction is open. */
  async #write<Result>(start: () => Result): Promise<Awaited<Result>> {
    try {
      return await this.#transactions.whenFree(start);
    } catch (error) {
      throw await this.#explain(error);
    }
  }

  /** Usually an index is being built, perhaps by another process. */
  async #explain(error: unknown): Promise<unknown> {
    if (!this.#reader || this.#selectReason === undefined || !isBusy(error)) return error;
    try {
      const select = { sql: this.#selectReason, args: [], argTypes: [] };
      const [[reason] = []] = (await this.#reader.query(select)).rows;
      return typeof reason === "string" ? createBlockedError(reason) : error;
    } catch {
      return error; // not a database of Roster's
    }
  }
}

interface TransactionHooks {
  readonly release: () => void;
  /** Replaces an error by one with a better message. */
  readonly explain: (error: unknown) => Promise<unknown>;
}

/** BEGIN travels with the first statement. It is IMMEDIATE: upgrading from a read to a write lock can fail. */
function startTransaction(
  open: () => SqliteConnection,
  { release, explain }: TransactionHooks,
): Transaction {
  let connection: SqliteConnection | undefined;
  // The connection may already be in the next transaction.
  let isEnded = false;
  const run = async <T>(
    statement: (on: SqliteConnection, step: TransactionStep) => Promise<T>,
  ): Promise<T> => {
    if (isEnded) throw new Error("The transaction has ended");
    const step = connection ? "next" : "first";
    connection ??= open();
    try {
      return await statement(connection, step);
    } catch (error) {
      throw await explain(error);
    }
  };
  const end = async (command: "COMMIT" | "ROLLBACK") => {
    if (isEnded && command === "ROLLBACK") return;
    if (isEnded) throw new Error("The transaction has ended");
    isEnded = true;
    try {
      await connection?.end(command);
    } finally {
      release();
    }
  };
  return {
    ...adapterInfo,
    options: { usePhantomQuery: true },
    queryRaw: (query) => run((on, step) => on.query(query, step)),
    executeRaw: (query) => run((on, step) => on.execute(query, step)),
    commit: () => end("COMMIT"),
    rollback: () => end("ROLLBACK"),
  };
}
