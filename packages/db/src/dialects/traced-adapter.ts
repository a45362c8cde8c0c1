import type { SqlDriverAdapterFactory, SqlQuery, SqlQueryable } from "@prisma/driver-adapter-utils";
import { statementTraces } from "../traces.js";

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
        const transaction = traced(await told("BEGIN", () => start(isolation)));
        // Else Prisma sends COMMIT as a statement.
        if (transaction.options.usePhantomQuery) {
          const commit = transaction.commit.bind(transaction);
          transaction.commit = () => told("COMMIT", commit);
        }
        return transaction;
      };
      return adapter;
    },
  };
}

const told = <T>(text: string, run: () => Promise<T>) =>
  statementTraces.tracePromise(run, { text });

function traced<Queryable extends SqlQueryable>(queryable: Queryable): Queryable {
  const query = queryable.queryRaw.bind(queryable);
  const execute = queryable.executeRaw.bind(queryable);
  queryable.queryRaw = (statement: SqlQuery) => told(statement.sql, () => query(statement));
  queryable.executeRaw = (statement: SqlQuery) => told(statement.sql, () => execute(statement));
  return queryable;
}
