import { cpSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createDialect } from "../connect.js";
import { defaultPrismaFolder } from "../database.js";
import type { DialectName } from "../dialects/dialect.js";
import { migrate } from "../migrations/migrate.js";
import { createTestMigrations } from "./migrations.js";
import { openRawDatabase } from "./raw-database.js";

/** What an earlier release stored, as its tables' rows and the definitions of its indexes. */
export interface EarlierDatabase {
  readonly lastMigration: string;
  readonly tables: Readonly<Record<string, readonly Row[]>>;
  readonly indexes: readonly string[];
}

type Row = Readonly<Record<string, string | number | boolean | null>>;

/** Fills an empty database as an earlier release left it. */
export async function fillEarlierDatabase(
  { url, backend }: { readonly url: string; readonly backend: DialectName },
  { lastMigration, tables, indexes }: EarlierDatabase,
): Promise<void> {
  using migrations = createTestMigrations(backend);
  const from = fileURLToPath(new URL(`${backend}/migrations/`, defaultPrismaFolder));
  const to = fileURLToPath(new URL(`${backend}/migrations/`, migrations.url));
  const names = readdirSync(from).filter((name) => name <= lastMigration);
  for (const name of names) cpSync(`${from}${name}`, `${to}${name}`, { recursive: true });
  await migrate(await createDialect(url), migrations.url);
  await using database = await openRawDatabase(url);
  const inserts = Object.entries(tables).flatMap(([table, rows]) =>
    rows.map((row) => insertInto(table, row)),
  );
  for (const statement of [...inserts, ...indexes]) await database.execute(statement);
}

function insertInto(table: string, row: Row): string {
  const values = Object.values(row).map((value) =>
    typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value),
  );
  return `INSERT INTO ${table} (${Object.keys(row).join(", ")}) VALUES (${values.join(", ")})`;
}
