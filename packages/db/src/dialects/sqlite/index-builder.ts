import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { traceStatement } from "../../diagnostics.js";
import { Mutex } from "../../queues/mutex.js";
import type { Dialect, SqlConnection } from "../dialect.js";

/** Builds indexes on the connection that writes. */
export function createIndexBuilder(
  connect: () => PromiseLike<SqlDriverAdapter>,
): Dialect["withIndexBuilder"] {
  const mutex = new Mutex();
  const builder: SqlConnection = {
    async executeScript(script) {
      const adapter = await connect();
      await traceStatement(script, () => adapter.executeScript(script));
    },
    async query(sql) {
      const transaction = await (await connect()).startTransaction();
      try {
        const { columnNames, rows } = await transaction.queryRaw({ sql, args: [], argTypes: [] });
        return rows.map((row) =>
          Object.fromEntries(columnNames.map((name, at) => [name, row[at]])),
        );
      } finally {
        await transaction.commit();
      }
    },
  };
  return (_prisma, work) => mutex.runExclusive(() => work(builder));
}
