import type { Sql } from "@prisma/client/runtime/client";
import type { IdempotencyInsert } from "../idempotency/idempotency-record.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";
import type { DataSql } from "../users/query/data-sql.js";

export type DialectName = "sqlite" | "postgresql";

/** Runs SQL without parameters. */
export interface SqlConnection {
  /** Runs any number of statements. */
  executeScript(script: string): Promise<void>;
  query(sql: string): Promise<Record<string, unknown>[]>;
}

/** How many connections are open, how many of them are idle, and how many statements wait for one. */
export interface ConnectionCounts {
  readonly total: number;
  readonly idle: number;
  readonly waiting: number;
}

/** How to compute the response to a write, for engines with and without writing CTEs. */
export interface ResponseSql {
  /** Reads the tables directly after the write, before any other write. */
  readonly fromTables: Sql;
  /** Reads `changed`, the rows that the write returned. */
  readonly fromChanged: Sql;
  /** The statement that returns the response. */
  readonly response: (rows: Sql) => Sql;
}

/** SQL fragments that differ between the engines. */
export interface DialectSql {
  /** The elements of a JSON array as the rows of `r`, in the column `value`. */
  jsonRows(json: string): Sql;
  /** The entries of a JSON object as the rows of `r`, in the columns `key` and `value` (JSON). */
  jsonEntries(json: string): Sql;
  /** Converts a JSON string to the type of the column `data`. */
  toJson(dataJson: Sql): Sql;
  /**
   * The statements of one transaction that makes the change and records the idempotency keys of the users that it
   * changes. The last statement returns what the change returns.
   */
  withIdempotencyKeys(change: Sql, keys: IdempotencyInsert): readonly Sql[];
  /** The elements of a JSON array of strings as the rows of `i`, in the column `value`. */
  jsonStrings(json: string): Sql;
  /** The index of a row of `i` in the array, from 0. */
  readonly rowIndex: Sql;
  /** A JSON array, as text, with one item for each row. */
  jsonArrayAgg(item: Sql, from: Sql): Sql;
  /**
   * Directly after an insert of `inserted` users: whether a row of `users` existed before it. Absent where the
   * insert returns its rows.
   */
  existedBefore?(inserted: number): Sql;
  /** A JSON array of values. */
  jsonArray(values: Sql): Sql;
  /** The statements of one transaction that makes the change and returns the response in the column `answer`. */
  withResponse(change: Sql, response: ResponseSql): readonly Sql[];
  /** Expressions over values in the column `data`. */
  readonly data: DataSql;
}

/** For each statement its rows, and for each row its column values. */
export type RawRows = readonly (readonly (readonly unknown[])[])[];

/** Everything that differs between the engines. */
export interface Dialect {
  readonly name: DialectName;
  readonly sql: DialectSql;
  /** Creates the client. The first statement connects, so an unreachable server is not an error here. */
  connect(): Promise<PrismaClientLike>;
  /** Runs all statements or none in the client's database, bypassing Prisma's engine (ADR 49). */
  readonly runRaw: (statements: readonly Sql[]) => Promise<RawRows>;
  /** The state of the connection pool; absent where there is no pool. */
  connectionCounts?(): ConnectionCounts;
  /** The DDL of Prisma's table of applied migrations. */
  readonly migrationTableDdl: string;
  /** A SQL literal for the time columns of that table. */
  toMigrationTime(now: Date): string;
  /** Runs `work` in a transaction that excludes all other migrations; rolls back if it throws. */
  withMigrationLock(work: (connection: SqlConnection) => Promise<void>): Promise<void>;
  /** The keyword that lets `CREATE INDEX` and `DROP INDEX` run without blocking writes. */
  readonly concurrently: string;
  /** Selects the names of indexes on users that an interrupted build left behind; absent where it leaves none. */
  readonly selectInvalidIndexes?: string;
  /** Updates the planner's statistics on users; absent where the planner needs none. */
  readonly analyzeUsers?: string;
  /**
   * Runs `work`, one at a time: per process on SQLite, per database on PostgreSQL. Not in a transaction. Aborting the
   * signal ends a connection of its own; its running statement may still succeed.
   */
  withIndexBuilder<T>(
    prisma: PrismaClientLike,
    work: (builder: SqlConnection) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T>;
}
