import { AppError } from "@roster/contract";

/** Kinds of Prisma's driver adapters that mean: not the statement's fault, and it may pass. */
const passing = new Set([
  "SocketTimeout",
  "DatabaseNotReachable",
  "ConnectionClosed",
  "TooManyConnections",
  "TransactionWriteConflict",
  "TlsConnectionError",
]);

/** SQLite: FULL, IOERR, CANTOPEN; PostgreSQL: class 53 (resources), 57 (shutdown), 08 (connection). */
const passingCode = /^(?:SQLITE_(?:FULL|IOERR|CANTOPEN)|1[34]$|10$|53|57P|08)/;

/** Awaits a statement; a database that cannot answer now becomes UNAVAILABLE, the rest stays as it is. */
export async function reached<T>(statement: PromiseLike<T>): Promise<T> {
  try {
    return await statement;
  } catch (cause) {
    if (!isPassing(cause)) throw cause;
    throw new AppError("UNAVAILABLE", "The database cannot answer at the moment; try again", {
      cause,
    });
  }
}

/** Prisma hangs the driver's error at `meta.driverAdapterError.cause` or at `cause`, by kind of call. */
function isPassing(error: unknown, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > 4) return false;
  const look = (name: string): unknown => Reflect.get(error, name);
  const [kind, originalCode, code] = [look("kind"), look("originalCode"), look("code")];
  if (typeof kind === "string" && passing.has(kind)) return true;
  if (typeof originalCode === "string" && passingCode.test(originalCode)) return true;
  if (code === "ECONNREFUSED" || code === "ECONNRESET" || code === "ETIMEDOUT") return true;
  return ["cause", "meta", "driverAdapterError"].some((name) => isPassing(look(name), depth + 1));
}
