import type { Sql } from "@prisma/client/runtime/client";
import { isUniqueViolation, reached } from "../prisma/availability.js";
import type { DialectSql } from "../dialects/dialect.js";
import type { OnceInsertion } from "./once.js";
import type { PrismaPort } from "../prisma/port.js";
import type { UserRow } from "../users/user-row.js";

/** One transaction: the keys are kept if and only if the change of their users is made. */
export async function writeOnce(
  port: PrismaPort,
  dialect: DialectSql,
  { change, keys }: { readonly change: Sql; readonly keys: OnceInsertion },
): Promise<UserRow[]> {
  const statements = dialect.withKeys(change, keys);
  const [only, ...more] = statements.map((statement) => port.$queryRaw<UserRow[]>(statement));
  if (only && more.length === 0) return reached(only);
  const results = await reached(port.$transaction(only ? [only, ...more] : []));
  return results.at(-1) ?? [];
}

/** After so many in a row it is not the key: the data breaks a rule of its own. */
const MAX_VIOLATIONS = 3;

/**
 * Tries again where a unique violation undid the write: a racer has taken the key or added the user, and is
 * found by the next try.
 */
export async function whileOvertaken<Result>(write: () => Promise<Result>): Promise<Result> {
  for (let violations = 1; ; violations += 1) {
    try {
      return await write();
    } catch (error) {
      if (!isUniqueViolation(error) || violations === MAX_VIOLATIONS) throw error;
    }
  }
}
