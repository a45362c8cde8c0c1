import type { Sql } from "@prisma/client/runtime/client";
import { isUniqueViolation, mapUnavailable } from "../prisma/map-unavailable.js";
import type { DialectSql } from "../dialects/dialect.js";
import type { IdempotencyInsert } from "./idempotency-record.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";
import type { UserRow } from "../users/user-row.js";

/** One transaction: the keys are kept if and only if the change of their users is made. */
export async function writeIdempotent(
  prisma: PrismaClientLike,
  dialect: DialectSql,
  { change, keys }: { readonly change: Sql; readonly keys: IdempotencyInsert },
): Promise<UserRow[]> {
  const statements = dialect.withIdempotencyKeys(change, keys);
  const [only, ...more] = statements.map((statement) => prisma.$queryRaw<UserRow[]>(statement));
  if (only && more.length === 0) return mapUnavailable(only);
  const results = await mapUnavailable(prisma.$transaction(only ? [only, ...more] : []));
  return results.at(-1) ?? [];
}

/** After so many in a row it is not the key: the data breaks a rule of its own. */
const MAX_VIOLATIONS = 3;

/**
 * Tries again where a unique violation undid the write: a racer has taken the key or added the user, and is
 * found by the next try.
 */
export async function retryOnUniqueViolation<Result>(
  write: () => Promise<Result>,
): Promise<Result> {
  for (let violations = 1; ; violations += 1) {
    try {
      return await write();
    } catch (error) {
      if (!isUniqueViolation(error) || violations === MAX_VIOLATIONS) throw error;
    }
  }
}
