import { AppError } from "@roster/contract";
import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { DialectSql } from "../dialects/dialect.js";
import type { RunStatement } from "../dialects/statement-runner.js";
import { selectBounded, toBoundedUsers } from "./bounded-users.js";
import { isAmong, type UserKey } from "./user-keys.js";
import { queryUsers, type UserRow } from "./user-row.js";
import { selectUsers } from "./user-statements.js";

export interface ReadLimits {
  /** The most data of a user that callers store, in bytes: sizes are only summed where it could be too much. */
  readonly maxDataBytes: number;
  /** How many bytes of data a call may read. */
  readonly maxReadBytes: number;
}

export const defaultReadLimits: ReadLimits = {
  maxDataBytes: 65_536,
  maxReadBytes: 16 * 1024 * 1024,
};

interface Context {
  readonly dialect: DialectSql;
  readonly readLimits: ReadLimits;
  /** How many bytes of data have room, if that can be less than a call may read. */
  readonly maxBytes?: number | undefined;
}

/** Whether so many users can have more data than a call may read. */
export const mayExceed = ({ maxDataBytes, maxReadBytes }: ReadLimits, users: number): boolean =>
  users * maxDataBytes > maxReadBytes;

/** How many users one statement reads. */
const READ_STEP = 1000;

/**
 * The users of one app by id.
 *
 * @throws AppError TOO_LARGE for more data than a call may read; UNAVAILABLE for more than has room.
 */
export async function readUsers(
  context: Context,
  runNext: RunStatement,
  keys: readonly UserKey[],
): Promise<ReadonlyMap<string, UserRow>> {
  const { users, bytes } = await readFittingUsers(context, runNext, keys);
  assertFits(bytes, { ...context.readLimits, maxBytes: context.maxBytes });
  return users;
}

/** @throws AppError TOO_LARGE for more data than a call may read; UNAVAILABLE for more than has room. */
export function assertFits(
  bytes: number,
  { maxReadBytes, maxBytes = bytes }: { maxReadBytes: number; maxBytes?: number | undefined },
): void {
  if (bytes > maxReadBytes) throw tooMuch(maxReadBytes, bytes);
  if (bytes > maxBytes) throw noRoom(bytes);
}

interface FittingUsers {
  readonly users: ReadonlyMap<string, UserRow>;
  /** Users whose data exceeds what a call may read: without it. */
  readonly others: ReadonlyMap<string, UserRow>;
  /** Of the data of all of them; 0 if there cannot be too much. */
  readonly bytes: number;
}

/** The users of one app by id, as far as a call may read their data. */
export async function readFittingUsers(
  { dialect, readLimits, maxBytes = readLimits.maxReadBytes }: Context,
  runNext: RunStatement,
  keys: readonly UserKey[],
): Promise<FittingUsers> {
  const users = new Map<string, UserRow>();
  const others = new Map<string, UserRow>();
  const isBounded = keys.length * readLimits.maxDataBytes > maxBytes;
  let bytes = 0;
  for (let start = 0; start < keys.length; start += READ_STEP) {
    const some = keys.slice(start, start + READ_STEP);
    if (!isBounded) {
      for (const row of await queryUsers(runNext, selectUsers(dialect, some)))
        users.set(row.id, row);
      continue;
    }
    const find = (columns: Sql) =>
      sql`SELECT ${columns} FROM users WHERE ${isAmong(dialect.isOneOf, some)}`;
    const rest = Math.max(0, maxBytes - bytes);
    const read = toBoundedUsers(await runNext(selectBounded(dialect, find, { maxBytes: rest })));
    for (const row of read.users) users.set(row.id, row);
    for (const row of read.others) others.set(row.id, row);
    bytes += read.bytes;
  }
  return { users, others, bytes };
}

function tooMuch(limitBytes: number, actualBytes: number): AppError {
  return new AppError(
    "TOO_LARGE",
    `These users have ${actualBytes} bytes of data; a call returns at most ${limitBytes}, so request fewer of them`,
    { details: { limitBytes, actualBytes } },
  );
}

function noRoom(actualBytes: number): AppError {
  return new AppError(
    "UNAVAILABLE",
    `These users have ${actualBytes} bytes of data, and too much data waits to be received by clients; request fewer of them, or try again later`,
    { details: { retryAfterSeconds: 1 } },
  );
}
