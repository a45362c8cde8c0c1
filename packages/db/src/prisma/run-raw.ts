import type { Sql } from "@prisma/client/runtime/client";
import type {
  ArgType,
  SqlDriverAdapter,
  SqlQuery,
  Transaction,
} from "@prisma/driver-adapter-utils";
import type { DialectName, RawRows } from "../dialects/dialect.js";

/**
 * Runs all statements or none on the driver adapter, bypassing Prisma's engine: the engine serializes parameters as
 * JSON and parses them again, twice in a transaction, which for megabytes of data costs as much as the statement.
 * Throws the adapter's errors, which Prisma would wrap.
 */
export async function runRaw(
  dialect: DialectName,
  adapter: SqlDriverAdapter,
  statements: readonly Sql[],
): Promise<RawRows> {
  const [first, ...others] = statements.map((statement) => toQuery(dialect, statement));
  if (!first) return [];
  if (others.length === 0) return [(await adapter.queryRaw(first)).rows];
  const transaction = await adapter.startTransaction();
  const results = [];
  try {
    for (const query of [first, ...others]) results.push((await transaction.queryRaw(query)).rows);
  } catch (error) {
    await end(transaction, "ROLLBACK");
    throw error;
  }
  // No rollback if this fails: the pool may have given the connection to another caller.
  await end(transaction, "COMMIT");
  return results;
}

/** Some adapters expect their caller to send the statement. */
async function end(transaction: Transaction, command: "COMMIT" | "ROLLBACK"): Promise<void> {
  try {
    if (!transaction.options.usePhantomQuery) {
      await transaction.executeRaw({ sql: command, args: [], argTypes: [] });
    }
  } finally {
    await (command === "COMMIT" ? transaction.commit() : transaction.rollback());
  }
}

function toQuery(dialect: DialectName, { sql, text, values }: Sql): SqlQuery {
  return {
    sql: dialect === "sqlite" ? sql : text,
    args: values.map((value) => (typeof value === "bigint" ? String(value) : value)),
    argTypes: values.map(toArgType),
  };
}

function toArgType(value: unknown): ArgType {
  const scalarType = typeof value === "bigint" ? "bigint" : "string";
  return { scalarType, arity: "scalar" };
}
