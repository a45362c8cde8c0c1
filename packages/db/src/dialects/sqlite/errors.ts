import { DriverAdapterError, type MappedError } from "@prisma/driver-adapter-utils";
import Database from "libsql";

/** SQLite's extended result codes; the low byte is the primary one. @see https://www.sqlite.org/rescode.html */
const BUSY = 5;
const CONSTRAINT_PRIMARYKEY = 1555;
const CONSTRAINT_UNIQUE = 2067;

/** Converts SQLite's errors for Prisma; returns all others unchanged. */
export function toDriverAdapterError(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const { message, rawCode = 1 } = error;
  return new DriverAdapterError({
    originalCode: String(rawCode),
    originalMessage: message,
    ...toMappedError(rawCode, message),
  });
}

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
