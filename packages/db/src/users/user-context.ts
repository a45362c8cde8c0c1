import type { Sql } from "@prisma/client/runtime/client";
import { AppError } from "@roster/contract";
import type { AppSettings } from "../apps/app-settings.js";
import { isUnlogged, logUsers, toBaselines } from "../changes/log-users.js";
import { userRows } from "../changes/log-statements.js";
import { type NewChange, toLogEntries } from "../changes/new-change.js";
import type { Clock } from "../clock.js";
import type { DialectSql } from "../dialects/dialect.js";
import type { Row, RunStatement, StatementRunner } from "../dialects/statement-runner.js";
import type { CallFingerprint, NewIdempotencyRecord } from "../idempotency/idempotency-record.js";
import { insertRecords } from "../idempotency/idempotency-statements.js";
import type { IdempotencyStore } from "../idempotency/idempotency-store.js";
import type { ReadyIndexes } from "../indexes/ready-indexes.js";
import { mapUniqueViolation } from "../indexes/unique-violation.js";
import { isUniqueViolation } from "../prisma/driver-errors.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";
import type { RunScan } from "../scans/scan.js";
import type { ReadLimits } from "./read-users.js";
import type { UserKey } from "./user-keys.js";

/** What the parts of the user store share. */
export interface UserContext {
  readonly prisma: Pick<PrismaClientLike, "dataIndex" | "$queryRaw">;
  readonly statements: StatementRunner;
  readonly scan: RunScan;
  readonly dialect: DialectSql;
  readonly clock: Clock;
  readonly keys: IdempotencyStore;
  readonly readLimits: ReadLimits;
  readonly indexes: ReadyIndexes;
  readonly appSettings: AppSettings;
}

/** One of the concurrent writers succeeds in each round; no writer fails this many rounds in a row. */
export const MAX_ROUNDS = 100;

/** The bounds of a write queue whose calls share statements. Sizes are in characters. */
export const sharedBounds = {
  maxBatchItems: 1000,
  maxBatchSize: 4_000_000,
  maxWaitingItems: 20_000,
  maxWaitingSize: 64_000_000,
};

export function alwaysChanging(): AppError {
  return new AppError("UNAVAILABLE", "These users are constantly being changed; try again");
}

/** A change of users, and what is written with it. */
export interface UserWrite {
  readonly statement: Sql;
  readonly users: readonly UserKey[];
  readonly records?: readonly NewIdempotencyRecord[];
  readonly changes: readonly NewChange[];
  readonly now: bigint;
  /** The users before, to be logged by the same statement. */
  readonly baselines?: Sql | undefined;
}

/**
 * Makes a change, and in the same transaction logs it and inserts the records of those users that it changes.
 * `unlogged` are changes of users that the log may not have as they are: their state before is logged first.
 *
 * @throws AppError CONFLICT, with the path, for a violation of a unique index on data.
 */
export function writeUsers(
  context: UserContext,
  write: UserWrite,
  unlogged: readonly NewChange[] = [],
): Promise<readonly Row[]> {
  const { prisma, statements, dialect } = context;
  const isOneStatement = dialect.readsOldRows || toBaselines(unlogged).length === 0;
  const written = isOneStatement
    ? runWithBaselines(context, statements.run, { write, unlogged })
    : statements.transaction((run) => runWithBaselines(context, run, { write, unlogged }));
  return mapUniqueViolation(prisma, write.users, written);
}

/**
 * In one statement where it reads the users as they were. PostgreSQL must not raise a counter before the change: other
 * writers would wait for it, and would deadlock with changes of several apps.
 */
export async function runWithBaselines(
  context: UserContext,
  run: RunStatement,
  { write, unlogged }: { readonly write: UserWrite; readonly unlogged: readonly NewChange[] },
): Promise<readonly Row[]> {
  const { dialect } = context;
  const changes = toBaselines(unlogged);
  if (changes.length === 0) return run(toStatement(context, write));
  if (dialect.readsOldRows) {
    const entries = toLogEntries(changes, changes.length);
    const baselines = userRows(dialect, changes, { entries, condition: isUnlogged });
    return run(toStatement(context, { ...write, baselines }));
  }
  await logUsers(dialect, run, { changes, now: write.now, condition: isUnlogged });
  return run(toStatement(context, write));
}

/** One statement that makes a change, logs it, and inserts records. */
export function toStatement(
  { dialect }: Pick<UserContext, "dialect">,
  { statement, users, records = [], changes, now, baselines }: UserWrite,
): Sql {
  return dialect.withFollowUps(statement, {
    baselines,
    log:
      changes.length > 0 || baselines
        ? { entries: toLogEntries(changes, users.length), now }
        : undefined,
    records: records.length > 0 ? insertRecords(dialect, records) : undefined,
  });
}

/** A record of a call that changes this user. */
export function toRecord(
  { key, bodyHash, owner }: CallFingerprint,
  { appId, id }: UserKey,
  written: { readonly response: string; readonly now: bigint },
): NewIdempotencyRecord {
  const { response, now } = written;
  return { key, bodyHash, owner, appId, userId: id, response, createdAt: now };
}

/** More violations in a row are caused by the data itself, not by a race. */
const MAX_ATTEMPTS = 3;

/** Retries after a unique violation: a concurrent call has taken the key, and the next attempt finds it. */
export async function retryOnUniqueViolation<Result>(
  write: () => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      if (!isUniqueViolation(error) || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}
