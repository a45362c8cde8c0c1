import type { Sql } from "@prisma/client/runtime/client";
import type { IdempotencyInsert } from "../idempotency/idempotency-record.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";
import type { DataSql } from "../users/query/data-sql.js";

export type DialectName = "sqlite" | "postgresql";

/** One connection that holds the migration lock, inside a transaction. */
export interface MigrationConnection {
  /** Runs statements without parameters, any number of them. */
  executeScript(text: string): Promise<void>;
  query(text: string): Promise<Record<string, unknown>[]>;
}

/** Runs statements without parameters that build indexes, each a transaction of its own. */
export type IndexBuilder = MigrationConnection;

/** How many connections are open, how many of them idle, and how many statements wait for one. */
export interface ConnectionCounts {
  readonly total: number;
  readonly idle: number;
  readonly waiting: number;
}

/** What is answered to a change, and how either engine finds it. */
export interface ResponseSql {
  /** Right behind the change, while nobody else writes. */
  readonly fromTables: Sql;
  /** The same by `changed`, the rows that the change has returned. */
  readonly fromChanged: Sql;
  /** The statement that returns the answer. */
  readonly response: (rows: Sql) => Sql;
}

/** SQL that the engines spell in two ways. */
export interface DialectSql {
  /** The elements of a JSON array as the rows of `r`, each in the column `value`. */
  jsonRows(json: string): Sql;
  /** The entries of a JSON object as the rows of `r`, in the columns `key` and `value`, which is a document. */
  jsonEntries(json: string): Sql;
  /** The text of a JSON document, as a value for the column `data`. */
  toJson(text: Sql): Sql;
  /**
   * What, in one transaction, makes the change and keeps the keys of whoever it changes. The last statement
   * returns what the change returns.
   */
  withIdempotencyKeys(change: Sql, keys: IdempotencyInsert): readonly Sql[];
  /** The elements of a JSON array of texts as the rows of `i`, each in the column `value`. */
  jsonStrings(json: string): Sql;
  /** Where in the array a row of `i` stands, from 0. */
  readonly rowIndex: Sql;
  /** The text of a JSON array of an item a row. */
  jsonArrayAgg(item: Sql, from: Sql): Sql;
  /**
   * Right behind an insert of so many users: whether a row of `users` was there before it. Absent where a change
   * returns its rows.
   */
  existedBefore?(inserted: number): Sql;
  /** A JSON array of values, as an item. */
  jsonArray(values: Sql): Sql;
  /** What, in one transaction, changes users and answers; one of the results has a row with `answer`. */
  withResponse(change: Sql, response: ResponseSql): readonly Sql[];
  /** Over values in the column `data`. */
  readonly data: DataSql;
}

/** The rows of each statement, a row being its columns' values. */
export type RawRows = readonly (readonly (readonly unknown[])[])[];

/** What differs between the engines; dialects/ has one file for each. */
export interface Dialect {
  readonly name: DialectName;
  readonly sql: DialectSql;
  /** Opens the client. The first statement connects, so a server that is away is no error here. */
  connect(): Promise<PrismaClientLike>;
  /** All statements or none, in the database of the client that `connect` has made, but past it: ADR 44, ADR 47. */
  readonly runRaw: (statements: readonly Sql[]) => Promise<RawRows>;
  /** Of the pool that `connect` has made; absent where the engine has none. */
  connectionCounts?(): ConnectionCounts;
  /** DDL of Prisma's own table of applied migrations. */
  readonly migrationTableDdl: string;
  /** The moment in the type of that table's columns. */
  toMigrationTime(now: Date): string;
  /** Runs `work` while no other process can migrate; commits, or undoes all of it if it throws. */
  withMigrationLock(work: (connection: MigrationConnection) => Promise<void>): Promise<void>;
  /** `CREATE INDEX` and `DROP INDEX` so that they block writes as little as the engine can. */
  readonly concurrently: string;
  /** Whether a build that is broken off leaves an index which is none, and has to be removed. */
  readonly leavesInvalidIndexes: boolean;
  /** Brings the planner's picture of the users up to date; absent where it needs none. */
  readonly analyzeUsers?: string;
  /** Runs `work` while this process builds nothing else; on PostgreSQL no other does either. */
  withIndexBuilder<T>(
    prisma: PrismaClientLike,
    work: (builder: IndexBuilder) => Promise<T>,
  ): Promise<T>;
}
