import { DriverAdapterError, type MappedError } from "@prisma/driver-adapter-utils";
import Database from "libsql";
import { BLOCKED_CODE } from "../../prisma/driver-errors.js";

/** SQLite's extended result codes; the low byte is the primary one. @see https://www.sqlite.org/rescode.html */
const BUSY = 5;
const CANTOPEN = 14;
const CONSTRAINT_PRIMARYKEY = 1555;
const CONSTRAINT_UNIQUE = 2067;

/** Converts SQLite's errors for Prisma; returns all others unchanged. */
export function toDriverAdapterError(error: unknown): unknown {
  return error instanceof Database.SqliteError
    ? createDriverError(error.message, error.rawCode)
    : error;
}

/** Converts an error of opening a connection: libsql throws it without a code. */
export const toOpenError = (error: unknown): unknown =>
  error instanceof Error && !(error instanceof Database.SqliteError)
    ? createDriverError(error.message, CANTOPEN)
    : toDriverAdapterError(error);

/** An error of SQLite, for Prisma. */
export function createDriverError(message: string, extendedCode = 1): DriverAdapterError {
  return new DriverAdapterError({
    originalCode: String(extendedCode),
    originalMessage: message,
    ...toMappedError(extendedCode, message),
  });
}

/** A write has waited for another transaction for too long. */
export const createBusyError = () => createDriverError("database is locked", BUSY);

/** What a write has waited for, in words for the caller. */
export const createBlockedError = (originalMessage: string) =>
  new DriverAdapterError({ kind: "SocketTimeout", originalCode: BLOCKED_CODE, originalMessage });

export const isBusy = (error: unknown): error is DriverAdapterError =>
  error instanceof DriverAdapterError && error.cause.kind === "SocketTimeout";

/** The connection was lost while it was used; it is replaced when it is next used. */
export const createLostError = (reason: string) =>
  new DriverAdapterError({ kind: "ConnectionClosed", originalMessage: reason });

function toMappedError(extendedCode: number, message: string): MappedError {
  if ((extendedCode & 0xff) === BUSY) return { kind: "SocketTimeout" };
  if (extendedCode === CONSTRAINT_PRIMARYKEY || extendedCode === CONSTRAINT_UNIQUE) {
    return { kind: "UniqueConstraintViolation", constraint: { fields: columnsOf(message) } };
  }
  return { kind: "sqlite", extendedCode, message };
}

/** `UNIQUE constraint failed: users.app_id, users.id` */
function columnsOf(message: string): string[] {
  const [, list = ""] = message.split("constraint failed: ");
  return list.split(", ").map((column) => column.split(".").at(-1) ?? column);
}
