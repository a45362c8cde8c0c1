import type { SqlDriverAdapterFactory, SqlQuery, SqlQueryable } from "@prisma/driver-adapter-utils";
import { traceStatement } from "../diagnostics.js";

/** Publishes every statement on STATEMENT_CHANNEL: all of them pass through Prisma's driver adapter. */
export function createTracedAdapter(factory: SqlDriverAdapterFactory): SqlDriverAdapterFactory {
  const { provider, adapterName } = factory;
  return {
    provider,
    adapterName,
    async connect() {
      const adapter = traceQueries(await factory.connect());
      const start = adapter.startTransaction.bind(adapter);
      adapter.startTransaction = async (isolation) => {
        const transaction = traceQueries(await traceStatement("BEGIN", () => start(isolation)));
        // Without usePhantomQuery, Prisma sends COMMIT as a statement.
        if (transaction.options.usePhantomQuery) {
          const commit = transaction.commit.bind(transaction);
          transaction.commit = () => traceStatement("COMMIT", commit);
        }
        return transaction;
      };
      return adapter;
    },
  };
}

function traceQueries<Queryable extends SqlQueryable>(queryable: Queryable): Queryable {
  const query = queryable.queryRaw.bind(queryable);
  const execute = queryable.executeRaw.bind(queryable);
  queryable.queryRaw = (statement: SqlQuery) =>
    traceStatement(statement.sql, () => query(statement));
  queryable.executeRaw = (statement: SqlQuery) =>
    traceStatement(statement.sql, () => execute(statement));
  return queryable;
}
