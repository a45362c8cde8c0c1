import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { sqltag } from "@prisma/client/runtime/client";
import { AppError } from "@roster/contract";
import type { Dialect, SqlConnection } from "../dialects/dialect.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";

interface Migration {
  readonly name: string;
  readonly sql: string;
  /** The SHA-256 of the file in hex, as Prisma records it. */
  readonly checksum: string;
}

/**
 * Applies and records migrations exactly as `prisma migrate deploy` does, so that Prisma's tools accept the database.
 * Any number of processes may start at the same time: each migration is applied once.
 */
export async function migrate(dialect: Dialect, folder: URL): Promise<void> {
  const migrations = readMigrations(new URL(`${dialect.name}/migrations/`, folder));
  await dialect.withMigrationLock(async (connection) => {
    await connection.executeScript(dialect.migrationTableDdl);
    const applied = await readApplied(connection, migrations);
    for (const migration of migrations) {
      if (applied.has(migration.name)) continue;
      const startedAt = dialect.toMigrationTime(new Date());
      await connection.executeScript(migration.sql);
      await connection.executeScript(
        record(migration, startedAt, dialect.toMigrationTime(new Date())),
      );
    }
  });
}

/** The names of migrations that differ between the database and this version of Roster. */
export interface MigrationState {
  readonly missing: readonly string[];
  /** Applied with a different checksum. */
  readonly altered: readonly string[];
  /** From a newer version. */
  readonly unknown: readonly string[];
}

/** Reads the migration files now; the returned function compares them with the database at each call. */
export function compareMigrations(
  prisma: PrismaClientLike,
  dialect: Dialect,
  folder: URL,
): () => Promise<MigrationState> {
  const migrations = readMigrations(new URL(`${dialect.name}/migrations/`, folder));
  return async () => {
    const rows = await prisma.$queryRaw<{ name: string; checksum: string }[]>(
      sqltag`SELECT "migration_name" AS "name", "checksum" FROM "_prisma_migrations"
        WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL`,
    );
    const applied = new Map(rows.map(({ name, checksum }) => [name, checksum]));
    const names = migrations.map(({ name }) => name);
    const isAltered = ({ name, checksum }: Migration) =>
      applied.has(name) && applied.get(name) !== checksum;
    return {
      missing: names.filter((name) => !applied.has(name)),
      altered: migrations.filter(isAltered).map(({ name }) => name),
      unknown: [...applied.keys()].filter((name) => !names.includes(name)),
    };
  };
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

/** The names of applied migrations. @throws AppError UNAVAILABLE if database and files differ. */
async function readApplied(
  connection: SqlConnection,
  migrations: readonly Migration[],
): Promise<Set<unknown>> {
  const rows = await connection.query(
    `SELECT "migration_name", "checksum", "finished_at" FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL`,
  );
  for (const row of rows) {
    const name = String(row["migration_name"]);
    const migration = migrations.find((candidate) => candidate.name === name);
    if (!migration) fail(name, "is unknown to this version of Roster; start a newer version");
    if (row["finished_at"] === null)
      fail(name, "was started but not finished; see the table _prisma_migrations");
    if (row["checksum"] !== migration?.checksum) fail(name, "was changed after it was applied");
  }
  return new Set(rows.map((row) => row["migration_name"]));
}

function fail(name: string, reason: string): never {
  throw new AppError("UNAVAILABLE", `Migration ${name} ${reason}`);
}

/** No value here is user input: a UUID, hex, a folder name and times. */
function record({ name, checksum }: Migration, startedAt: string, finishedAt: string): string {
  return `INSERT INTO "_prisma_migrations"
    ("id", "checksum", "finished_at", "migration_name", "started_at", "applied_steps_count")
    VALUES ('${randomUUID()}', '${checksum}', ${finishedAt}, '${name}', ${startedAt}, 1)`;
}
