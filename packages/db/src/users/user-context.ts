import type { Sql } from "@prisma/client/runtime/client";
import { AppError } from "@roster/contract";
import type { Clock } from "../clock.js";
import type { DialectSql } from "../dialects/dialect.js";
import type { Row, StatementRunner } from "../dialects/statement-runner.js";
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

/**
 * Makes a change, and in the same transaction inserts the records of those users that it changes.
 *
 * @throws AppError CONFLICT, with the path, for a violation of a unique index on data.
 */
export function writeUsers(
  context: UserContext,
  change: { readonly statement: Sql; readonly users: readonly UserKey[] },
  records: readonly NewIdempotencyRecord[] = [],
): Promise<readonly Row[]> {
  const statement = withRecords(context, change.statement, records);
  return mapUniqueViolation(context.prisma, change.users, context.statements.run(statement));
}

/** A statement that makes a change and inserts the records of those users that it changes. */
export function withRecords(
  { dialect }: Pick<UserContext, "dialect">,
  change: Sql,
  records: readonly NewIdempotencyRecord[],
): Sql {
  return records.length === 0
    ? change
    : dialect.withRecords(change, insertRecords(dialect, records));
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
