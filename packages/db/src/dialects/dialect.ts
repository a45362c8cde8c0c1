import type { Sql } from "@prisma/client/runtime/client";
import type { LogEntries } from "../changes/new-change.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";
import type { DataSql } from "../users/query/data-sql.js";
import type { UserKey } from "../users/user-keys.js";
import type { Scans } from "../scans/scan.js";
import type { StatementRunner } from "./statement-runner.js";

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

/** A user to change, and the values for the change. */
export interface TargetRow extends UserKey {
  readonly numbers: readonly (number | bigint | undefined)[];
  /** Data as JSON. */
  readonly dataJson?: string;
}

/** The number at an index of `TargetRow.numbers`, or NULL. */
export type NumberAt = (index: number) => Sql;

/** The parts of a statement that changes the rows in `users` of {@link TargetRow}s. */
export interface Targets {
  /** Comes first. On PostgreSQL it locks the rows in the order of their keys, which the planner cannot undo. */
  readonly with: Sql;
  /** The FROM clause of an UPDATE, or nothing. */
  readonly from: Sql;
  readonly where: Sql;
  readonly whereForDelete: Sql;
  readonly numberAt: NumberAt;
  readonly data: Sql;
}

/** For users in the order of a statement. */
export interface BoundedUsersSql {
  /** What the statement selects of `users`. */
  readonly columns: Sql;
  /** What a subquery in place of `users` selects for it besides the columns of `users`: a comma and a column, or nothing. */
  readonly inSubquery: Sql;
  /** Selects columns of the users that it finds, of `size` (bytes of data) and `total` (with all before them). */
  readonly sum: (found: Sql, columns: Sql) => Sql;
}

/** The parts of a statement that reads users and their entries of the log. */
export interface UsersToLog {
  readonly from: Sql;
  readonly where: Sql;
  readonly entry: Sql;
}

/** What is written together with a change of users. */
export interface FollowUps {
  readonly log?: { readonly entries: LogEntries; readonly now: bigint } | undefined;
  /** The changed users as they were, to be logged before the change; only where statements read {@link DialectSql.readsOldRows}. */
  readonly baselines?: Sql | undefined;
  /** Inserts the records of the calls that change these users. */
  readonly records?: Sql | undefined;
}

/** SQL fragments that differ between the engines. */
export interface DialectSql {
  /** The elements of a JSON array as the rows of `r`, in the column `value`. */
  jsonRows(json: string): Sql;
  /** The entries of a JSON object as the rows of `r`, in the columns `key` and `value` (JSON, with its exact text). */
  jsonEntries(json: string): Sql;
  /** How a statement bounds the data that it reads. */
  readonly boundedUsers: BoundedUsersSql;
  /** Whether a row of `users` is one of these: a constant condition, which the primary key serves. */
  readonly isOneOf: (appId: string, ids: readonly string[]) => Sql;
  /** The same for a row of `changes` or `audit_events`, by its user or another column. */
  readonly isChangeOf: (appId: string, ids: readonly string[], column?: Sql) => Sql;
  /** The text at a key of a JSON object. */
  textAt(json: string, key: Sql): Sql;
  /** How an UPDATE or DELETE of `users` finds its rows, and the values for each. */
  targets(rows: readonly TargetRow[], condition: (numberAt: NumberAt) => Sql): Targets;
  /** What a change of users returns to be logged. */
  readonly returning: Sql;
  /** How a statement reads users to log, each with its entry. */
  usersToLog(keys: readonly UserKey[], entries: LogEntries): UsersToLog;
  /** Statements for a transaction that log rows, for `insertChanges`. */
  logRows(rows: Sql, now: bigint): readonly Sql[];
  /** Whether all parts of a statement read users as they were before it. */
  readonly readsOldRows: boolean;
  /** Locks users in the order of their keys, within a transaction; absent where a transaction locks everything. */
  lockUsers?(keys: readonly UserKey[]): Sql;
  /** At the end of a SELECT in a transaction: locks its rows. Nothing where a transaction locks everything. */
  readonly forUpdate: Sql;
  /** One statement that makes a change with {@link returning}, and writes what follows from its rows. */
  withFollowUps(change: Sql, followUps: FollowUps): Sql;
  /** `users`, read by this index; absent where only the planner chooses indexes. */
  readonly readBy?: (index: string) => Sql;
  /** The columns after the key in an index on data. */
  readonly afterKey: Sql;
  /** Expressions over values in the column `data`. */
  readonly data: DataSql;
}

/** Everything that differs between the engines. */
export interface Dialect {
  readonly name: DialectName;
  readonly sql: DialectSql;
  /** Creates the client. The first statement opens a connection, so an unreachable server is not an error here. */
  connect(): Promise<PrismaClientLike>;
  /** Runs statements in the client's database, bypassing Prisma's engine (ADR 49). */
  readonly statements: StatementRunner;
  /** For statements of unbounded cost; on SQLite, these run on threads. */
  readonly scans: Scans;
  /** The state of the connection pools; absent where there is no pool. */
  connectionCounts?(): ConnectionCounts;
  /** The DDL of Prisma's table of applied migrations. */
  readonly migrationTableDdl: string;
  /** A SQL literal for the time columns of that table. */
  toMigrationTime(now: Date): string;
  /** Runs `work` in a transaction that excludes all other migrations; rolls back if it throws. */
  withMigrationLock(work: (connection: SqlConnection) => Promise<void>): Promise<void>;
  /** The keyword that lets `CREATE INDEX` and `DROP INDEX` run without blocking writes. */
  readonly concurrently: string;
  /** Selects, as `size`, a number that grows with the users, without counting them. */
  readonly selectUsersSize: string;
  /** Selects the names of indexes on users that an interrupted build left behind; absent where it leaves none. */
  readonly selectInvalidIndexes?: string;
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
