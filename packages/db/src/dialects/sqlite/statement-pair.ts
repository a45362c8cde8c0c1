import { raw, type Sql, sqltag as sql } from "@prisma/client/runtime/client";

/** Two statements in one text, which a connection runs in a transaction, in one round trip to its thread. */
const SEPARATOR = /\n; -- (\d+) values, then:\n/;

/** Returns the rows of `first`. If there are any, `second` gets them as JSON, which must be its last value. */
export const thenWithRows = (first: Sql, second: (rows: string) => Sql): Sql =>
  sql`${first}${raw(`\n; -- ${first.values.length} values, then:\n`)}${second("")}`;

export interface Statement {
  readonly sql: string;
  readonly args: readonly unknown[];
}

export function splitPair({ sql: text, args }: Statement): [first: Statement, second?: Statement] {
  const [first = "", count, second] = text.split(SEPARATOR);
  if (second === undefined) return [{ sql: text, args }];
  const end = Number(count);
  return [
    { sql: first, args: args.slice(0, end) },
    { sql: second, args: args.slice(end) },
  ];
}
