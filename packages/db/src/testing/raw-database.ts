import { inspect } from "node:util";
import { raw, sqltag as sql } from "@prisma/client/runtime/client";
import { openTestPrisma } from "./prisma.js";

/** Direct access to a database, bypassing the stores. */
export interface RawDatabase extends AsyncDisposable {
  /** The users of all apps, by id. */
  users(): Promise<Map<string, { readonly data: string; readonly version: number }>>;
  /** `ok`, or a description of the damage. PostgreSQL has no such check, so all its rows are read instead. */
  checkIntegrity(): Promise<string>;
  /** Resolves when no other connection runs a statement: each one sent has been executed or never will be. */
  waitUntilIdle(): Promise<void>;
  execute(statement: string): Promise<void>;
  /** These columns of all rows of a table, as strings, in any order. */
  rows(table: string, columns: readonly string[]): Promise<Record<string, string | null>[]>;
  /** All columns of all tables, as text. */
  dump(): Promise<string>;
}

export async function openRawDatabase(url: string): Promise<RawDatabase> {
  const prisma = await openTestPrisma(url);
  const isSqlite = url.startsWith("file:");
  const query = <Row>(text: string) => prisma.$queryRaw<Row[]>(raw(text));
  return {
    async users() {
      const rows = await prisma.$queryRaw<{ id: string; data: string; version: number | bigint }[]>(
        sql`SELECT id, CAST(data AS TEXT) AS data, version FROM users`,
      );
      return new Map(rows.map(({ id, data, version }) => [id, { data, version: Number(version) }]));
    },
    async checkIntegrity() {
      if (isSqlite) {
        const rows = await query<Record<string, string>>("PRAGMA integrity_check");
        return rows.flatMap((row) => Object.values(row)).join("; ");
      }
      for (const table of ["users", "idempotency_keys"]) await query(`SELECT * FROM ${table}`);
      return "ok";
    },
    async waitUntilIdle() {
      if (isSqlite) return; // a killed process runs no statement
      const others = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database()
        AND pid <> pg_backend_pid() AND backend_type = 'client backend'
        AND state IN ('active', 'idle in transaction')`;
      while ((await query(others)).length > 0) await new Promise(setImmediate);
    },
    execute: async (statement) => void (await prisma.$executeRaw(raw(statement))),
    rows: (table, columns) => {
      const texts = columns.map((name) => `CAST(${name} AS TEXT) AS ${name}`);
      return query(`SELECT ${texts.join(", ")} FROM ${table}`);
    },
    async dump() {
      const tables = await query<{ name: string }>(
        isSqlite
          ? "SELECT name FROM sqlite_master WHERE type = 'table'"
          : "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
      );
      const texts = tables.map(async ({ name }) => {
        const rows = isSqlite
          ? await query(`SELECT * FROM "${name}"`)
          : await query(`SELECT CAST(t AS TEXT) AS row FROM "${name}" AS t`);
        return `${name}: ${inspect(rows, { depth: null, maxArrayLength: null, maxStringLength: null })}`;
      });
      return (await Promise.all(texts)).join("\n");
    },
    [Symbol.asyncDispose]: () => prisma.$disconnect(),
  };
}
