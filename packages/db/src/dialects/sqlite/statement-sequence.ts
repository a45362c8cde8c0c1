import { join, raw, type Sql, sqltag as sql } from "@prisma/client/runtime/client";

/** Statements in one text, which a connection runs in a transaction, in one round trip to its thread. */
const SEPARATOR = /\n; -- (\d+) values, then:\n/;

/** Returns the rows of `first`. If there are any, the others get them as JSON, which must be their last value. */
export function thenEach(first: Sql, others: (rows: string) => readonly Sql[]): Sql {
  const all = [first, ...others("")];
  const texts = all.map((one, index) =>
    index < all.length - 1 ? sql`${one}${raw(`\n; -- ${one.values.length} values, then:\n`)}` : one,
  );
  return join(texts, "");
}

export interface Statement {
  readonly sql: string;
  readonly args: readonly unknown[];
}

export function splitSequence({
  sql: text,
  args,
}: Statement): [first: Statement, ...others: Statement[]] {
  const [first = "", ...rest] = text.split(SEPARATOR);
  if (rest.length === 0) return [{ sql: text, args }];
  let start = Number(rest[0]);
  const others: Statement[] = [];
  for (let at = 1; at < rest.length; at += 2) {
    const end = rest[at + 1] === undefined ? args.length : start + Number(rest[at + 1]);
    others.push({ sql: rest[at] ?? "", args: args.slice(start, end) });
    start = end;
  }
  return [{ sql: first, args: args.slice(0, Number(rest[0])) }, ...others];
}
