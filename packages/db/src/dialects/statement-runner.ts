import type { Sql } from "@prisma/client/runtime/client";
import type {
  ArgType,
  SqlDriverAdapter,
  SqlQuery,
  SqlQueryable,
  Transaction,
} from "@prisma/driver-adapter-utils";
import { isWriteConflict, toUnavailable } from "../prisma/driver-errors.js";

/** A row: its values in the order of the statement's columns. */
export type Row = readonly unknown[];

export type RunStatement = (statement: Sql) => Promise<readonly Row[]>;

/** Runs a transaction; rolls back if `work` throws. `work` may run again after a write conflict. */
export type RunTransaction = <Result>(
  work: (run: RunStatement) => Promise<Result>,
) => Promise<Result>;

/**
 * Runs statements on the driver, without Prisma's engine: the engine serializes parameters as JSON and parses them
 * again, which for users costs as much as the statement. Throws the driver's errors, or UNAVAILABLE.
 */
export interface StatementRunner {
  readonly run: RunStatement;
  readonly transaction: RunTransaction;
}

/** One of the conflicting writers succeeds in each round; none loses this often in a row. */
const MAX_ATTEMPTS = 20;

/** Repeats what the engine rolled back because of another writer, such as a deadlock. */
export async function retryConflicts<Result>(attempt: () => PromiseLike<Result>): Promise<Result> {
  for (let count = 1; ; count += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!isWriteConflict(error) || count === MAX_ATTEMPTS) throw toUnavailable(error);
    }
  }
}

/** Runs statements on one of Prisma's driver adapters. */
export function createAdapterRunner(connect: () => PromiseLike<SqlDriverAdapter>): StatementRunner {
  const query = async (queryable: SqlQueryable, statement: Sql) =>
    (await queryable.queryRaw(toQuery(queryable, statement))).rows;
  const transact: RunTransaction = async (work) => {
    const transaction = await (await connect()).startTransaction();
    let result;
    try {
      result = await work((statement) => query(transaction, statement));
    } catch (error) {
      await end(transaction, "ROLLBACK");
      throw error;
    }
    // No rollback if this fails: the pool may have given the connection to another caller.
    await end(transaction, "COMMIT");
    return result;
  };
  return {
    run: (statement) => retryConflicts(async () => query(await connect(), statement)),
    transaction: (work) => retryConflicts(() => transact(work)),
  };
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

function toQuery({ provider }: SqlQueryable, { sql, text, values }: Sql): SqlQuery {
  return {
    sql: provider === "sqlite" ? sql : text,
    args: values.map((value) => (typeof value === "bigint" ? String(value) : value)),
    argTypes: values.map(toArgType),
  };
}

function toArgType(value: unknown): ArgType {
  const scalarType = typeof value === "bigint" ? "bigint" : "string";
  return { scalarType, arity: Array.isArray(value) ? "list" : "scalar" };
}
