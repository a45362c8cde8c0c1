import type { Sql } from "@prisma/client/runtime/client";
import type {
  ArgType,
  SqlDriverAdapter,
  SqlQuery,
  Transaction,
} from "@prisma/driver-adapter-utils";
import type { DialectName, RawRows } from "../dialects/dialect.js";

/**
 * All statements or none, on the connections of the client, but past it: on their way Prisma writes parameters
 * as JSON, twice in a transaction, and reads it again, which for megabytes of text costs as much as the statement.
 * Fails with the errors of the driver's adapter, which Prisma would hang on its own.
 */
export async function runRaw(
  dialect: DialectName,
  adapter: SqlDriverAdapter,
  statements: readonly Sql[],
): Promise<RawRows> {
  const [only, ...more] = statements.map((statement) => toQuery(dialect, statement));
  if (!only) return [];
  if (more.length === 0) return [(await adapter.queryRaw(only)).rows];
  const transaction = await adapter.startTransaction();
  const results = [];
  try {
    for (const query of [only, ...more]) results.push((await transaction.queryRaw(query)).rows);
  } catch (error) {
    await end(transaction, "ROLLBACK");
    throw error;
  }
  // Not undone where it fails: the connection may be another's by then.
  await end(transaction, "COMMIT");
  return results;
}

/** Some adapters leave it to their caller to say so to the engine. */
async function end(transaction: Transaction, how: "COMMIT" | "ROLLBACK"): Promise<void> {
  try {
    if (!transaction.options.usePhantomQuery) {
      await transaction.executeRaw({ sql: how, args: [], argTypes: [] });
    }
  } finally {
    await (how === "COMMIT" ? transaction.commit() : transaction.rollback());
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
