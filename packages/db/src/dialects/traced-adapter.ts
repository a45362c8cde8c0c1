import type { SqlDriverAdapterFactory, SqlQuery, SqlQueryable } from "@prisma/driver-adapter-utils";
import { traceStatement } from "../diagnostics.js";

/** An adapter of Prisma's whose statements are told of: here each passes by, whoever made it. */
export function tracedAdapter(factory: SqlDriverAdapterFactory): SqlDriverAdapterFactory {
  const { provider, adapterName } = factory;
  return {
    provider,
    adapterName,
    async connect() {
      const adapter = traced(await factory.connect());
      const start = adapter.startTransaction.bind(adapter);
      adapter.startTransaction = async (isolation) => {
        const transaction = traced(await traceStatement("BEGIN", () => start(isolation)));
        // Else Prisma sends COMMIT as a statement.
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

function traced<Queryable extends SqlQueryable>(queryable: Queryable): Queryable {
  const query = queryable.queryRaw.bind(queryable);
  const execute = queryable.executeRaw.bind(queryable);
  queryable.queryRaw = (statement: SqlQuery) =>
    traceStatement(statement.sql, () => query(statement));
  queryable.executeRaw = (statement: SqlQuery) =>
    traceStatement(statement.sql, () => execute(statement));
  return queryable;
}
