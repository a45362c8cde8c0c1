import { AppError, isAppError } from "@roster/contract";

/** The error kinds of Prisma's driver adapters that are transient. */
const transientKinds = new Set([
  "SocketTimeout",
  "DatabaseNotReachable",
  "ConnectionClosed",
  "TooManyConnections",
  "TransactionWriteConflict",
  "TlsConnectionError",
]);

/** SQLite's primary result codes IOERR, FULL and CANTOPEN. */
const transientSqliteCodes = new Set([10, 13, 14]);

/** PostgreSQL's classes 08 (connection), 53 (resources) and 57P (shutdown), and 57014 (statement timeout). */
const transientPostgresqlCodes = /^(?:08|53|57P|57014)/;

/** Socket errors, and pg's messages for a connection that ended without an error code. */
const transientSocketCodes = /^(?:ECONN|ETIMEDOUT|EPIPE|EHOST|ENET|ENOTFOUND|EAI_AGAIN)/;
const transientMessages =
  /^(?:Connection terminated|Client has encountered a connection error|Query read timeout|timeout ex(?:ceeded|pired))/;

/** PostgreSQL's unique_violation; SQLite's SQLITE_CONSTRAINT_PRIMARYKEY and SQLITE_CONSTRAINT_UNIQUE. */
const uniqueViolationCodes = new Set(["23505", "1555", "2067"]);

/** Not an engine's code: the error's message says why a write could not start, in words for the caller. */
export const BLOCKED_CODE = "BLOCKED";

/** Awaits a statement. A transient database error becomes UNAVAILABLE; others are rethrown unchanged. */
export async function mapUnavailable<T>(statement: PromiseLike<T>): Promise<T> {
  try {
    return await statement;
  } catch (error) {
    throw toUnavailable(error);
  }
}

/** A transient database error as UNAVAILABLE, any other error unchanged. */
export function toUnavailable(cause: unknown): unknown {
  if (isAppError(cause) || !isTransient(cause)) return cause;
  const blocked = errorChain(cause).find(({ originalCode }) => originalCode === BLOCKED_CODE);
  const message = blocked
    ? String(blocked.originalMessage)
    : "The database is unavailable; try again";
  return new AppError("UNAVAILABLE", message, { cause });
}

/** Whether a statement was rolled back because of a concurrent one: a deadlock, or a failure to serialize. */
export function isWriteConflict(error: unknown): boolean {
  return errorChain(error).some(({ kind }) => kind === "TransactionWriteConflict");
}

/** Whether opening failed with a transient error, so that a retry can help and no setting is at fault. */
export function isUnreachable(error: unknown): boolean {
  return isAppError(error) && error.code === "UNAVAILABLE" && isTransient(error.cause);
}

/** Whether a statement was rolled back because a row with the same unique key exists. */
export function isUniqueViolation(error: unknown): boolean {
  return errorChain(error).some(
    ({ kind, originalCode }) =>
      kind === "UniqueConstraintViolation" || uniqueViolationCodes.has(String(originalCode)),
  );
}

/** The properties of Prisma's driver adapter errors, and of the errors that wrap them. */
interface DriverError {
  readonly kind: unknown;
  readonly code: unknown;
  readonly originalCode: unknown;
  readonly originalMessage: unknown;
  readonly message: unknown;
}

/** An error and the driver error that it wraps, which Prisma attaches as `meta.driverAdapterError.cause` or `cause`. */
export function errorChain(error: unknown, depth = 0): DriverError[] {
  if (typeof error !== "object" || error === null || depth > 4) return [];
  const property = (name: string): unknown => Reflect.get(error, name);
  const nested = ["cause", "meta", "driverAdapterError"].flatMap((name) =>
    errorChain(property(name), depth + 1),
  );
  const [kind, code, originalCode] = [property("kind"), property("code"), property("originalCode")];
  const message = error instanceof Error ? error.message : undefined;
  return [
    { kind, code, originalCode, originalMessage: property("originalMessage"), message },
    ...nested,
  ];
}

function isTransient(error: unknown): boolean {
  return errorChain(error).some(
    ({ kind, code, originalCode, message }) =>
      (typeof kind === "string" && transientKinds.has(kind)) ||
      [originalCode, code].some((value) => typeof value === "string" && isTransientCode(value)) ||
      (typeof message === "string" && transientMessages.test(message)),
  );
}

/** SQLite's codes are integers with the primary code in the low byte; PostgreSQL's have five characters. */
function isTransientCode(code: string): boolean {
  if (transientSocketCodes.test(code)) return true;
  if (code.length === 5) return transientPostgresqlCodes.test(code);
  return transientSqliteCodes.has(Number(code) & 0xff);
}
