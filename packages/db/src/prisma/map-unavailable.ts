import { AppError, isAppError } from "@roster/contract";

/** Kinds of Prisma's driver adapters that mean: not the statement's fault, and it may pass. */
const transientKinds = new Set([
  "SocketTimeout",
  "DatabaseNotReachable",
  "ConnectionClosed",
  "TooManyConnections",
  "TransactionWriteConflict",
  "TlsConnectionError",
]);

/** SQLite's primary codes: IOERR, FULL, CANTOPEN. */
const transientSqliteCodes = new Set([10, 13, 14]);

/** PostgreSQL's classes: 08 (connection), 53 (resources), 57P (shutdown); and a statement cut by time. */
const transientPostgresqlCodes = /^(?:08|53|57P|57014)/;

/** What the socket says, and what pg says of a connection that ended without a word. */
const transientSocketCodes = /^(?:ECONN|ETIMEDOUT|EPIPE|EHOST|ENET|ENOTFOUND|EAI_AGAIN)/;
const transientMessages =
  /^(?:Connection terminated|Client has encountered a connection error|Query read timeout|timeout ex(?:ceeded|pired))/;

/** Awaits a statement; a database that cannot answer now becomes UNAVAILABLE, the rest stays as it is. */
export async function mapUnavailable<T>(statement: PromiseLike<T>): Promise<T> {
  try {
    return await statement;
  } catch (cause) {
    if (isAppError(cause) || !isTransient(cause)) throw cause;
    throw new AppError("UNAVAILABLE", "The database cannot answer at the moment; try again", {
      cause,
    });
  }
}

/** Whether a database could not be opened since nobody answered there, which may pass: no setting is wrong. */
export function isUnreachable(error: unknown): boolean {
  return isAppError(error) && error.code === "UNAVAILABLE" && isTransient(error.cause);
}

/** Prisma hangs the driver's error at `meta.driverAdapterError.cause` or at `cause`, by kind of call. */
function isTransient(error: unknown, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > 4) return false;
  const look = (name: string): unknown => Reflect.get(error, name);
  const [kind, original, code] = [look("kind"), look("originalCode"), look("code")];
  if (typeof kind === "string" && transientKinds.has(kind)) return true;
  if ([original, code].some((value) => typeof value === "string" && isTransientCode(value)))
    return true;
  if (error instanceof Error && transientMessages.test(error.message)) return true;
  return ["cause", "meta", "driverAdapterError"].some((name) => isTransient(look(name), depth + 1));
}

/** SQLite's codes are whole numbers, the primary one in the low byte; PostgreSQL's have five characters. */
function isTransientCode(code: string): boolean {
  if (transientSocketCodes.test(code)) return true;
  return code.length === 5
    ? transientPostgresqlCodes.test(code)
    : transientSqliteCodes.has(Number(code) & 0xff);
}

/** PostgreSQL's unique_violation; SQLite's SQLITE_CONSTRAINT_PRIMARYKEY and SQLITE_CONSTRAINT_UNIQUE. */
const uniqueViolations = new Set(["23505", "1555", "2067"]);

/** Whether a statement was undone since a row of its key was there, or came, meanwhile. */
export function isUniqueViolation(error: unknown, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > 4) return false;
  const look = (name: string): unknown => Reflect.get(error, name);
  if (look("kind") === "UniqueConstraintViolation") return true;
  if (uniqueViolations.has(String(look("originalCode")))) return true;
  return ["cause", "meta", "driverAdapterError"].some((name) =>
    isUniqueViolation(look(name), depth + 1),
  );
}
