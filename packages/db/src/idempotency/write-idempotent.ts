import type { Sql } from "@prisma/client/runtime/client";
import { isUniqueViolation, mapUnavailable } from "../prisma/driver-errors.js";
import type { DialectSql } from "../dialects/dialect.js";
import type { IdempotencyInsert } from "./idempotency-record.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";
import type { UserRow } from "../users/user-row.js";

/** One transaction: the records are inserted if and only if the change of their users is made. */
export async function writeIdempotent(
  prisma: PrismaClientLike,
  dialect: DialectSql,
  { change, keys }: { readonly change: Sql; readonly keys: IdempotencyInsert },
): Promise<UserRow[]> {
  const statements = dialect.withIdempotencyKeys(change, keys);
  const [first, ...others] = statements.map((statement) => prisma.$queryRaw<UserRow[]>(statement));
  if (first && others.length === 0) return mapUnavailable(first);
  const results = await mapUnavailable(prisma.$transaction(first ? [first, ...others] : []));
  return results.at(-1) ?? [];
}

/** More violations in a row are caused by the data itself, not by a race. */
const MAX_ATTEMPTS = 3;

/**
 * Retries after a unique violation: a concurrent call has taken the key or added the user, and the next attempt
 * finds it.
 */
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
