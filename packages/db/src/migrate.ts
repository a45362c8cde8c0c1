import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { AppError } from "@roster/contract";
import type { Dialect, MigrationConnection } from "./dialect.js";

interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, in hex, as Prisma records it. */
  readonly checksum: string;
}

/**
 * Applies what `prisma migrate deploy` would, and records it as that would, so that Prisma's own tools
 * agree with the database. Any number of processes may start at once: each migration is applied once.
 */
export async function migrate(dialect: Dialect, folder: URL): Promise<void> {
  const migrations = readMigrations(new URL(`${dialect.name}/migrations/`, folder));
  await dialect.withMigrationLock(async (connection) => {
    await connection.script(dialect.migrationTable);
    const applied = await readApplied(connection, migrations);
    for (const migration of migrations) {
      if (applied.has(migration.name)) continue;
      const startedAt = dialect.migrationTime(new Date());
      await connection.script(migration.sql);
      await connection.script(record(migration, startedAt, dialect.migrationTime(new Date())));
    }
  });
}

function readMigrations(folder: URL): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted()
    .map((name) => {
      const sql = readFileSync(new URL(`${name}/migration.sql`, folder), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

/** Names of the applied migrations; throws where the database and the files have parted ways. */
async function readApplied(
  connection: MigrationConnection,
  migrations: readonly Migration[],
): Promise<Set<unknown>> {
  const rows = await connection.query(
    `SELECT "migration_name", "checksum", "finished_at" FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL`,
  );
  for (const row of rows) {
    const name = String(row["migration_name"]);
    const migration = migrations.find((candidate) => candidate.name === name);
    if (!migration) refuse(name, "is not known to this version of Roster: start a newer one");
    if (row["finished_at"] === null) refuse(name, "was begun and not finished: see its table");
    if (row["checksum"] !== migration?.checksum) refuse(name, "was changed after it was applied");
  }
  return new Set(rows.map((row) => row["migration_name"]));
}

function refuse(name: string, reason: string): never {
  throw new AppError("UNAVAILABLE", `The database's migration ${name} ${reason}`);
}

/** All values here are our own: a UUID, hex, a folder's name and times. */
function record({ name, checksum }: Migration, startedAt: string, finishedAt: string): string {
  return `INSERT INTO "_prisma_migrations"
    ("id", "checksum", "finished_at", "migration_name", "started_at", "applied_steps_count")
    VALUES ('${randomUUID()}', '${checksum}', ${finishedAt}, '${name}', ${startedAt}, 1)`;
}
