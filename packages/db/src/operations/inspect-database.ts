import { existsSync, statSync } from "node:fs";
import { raw } from "@prisma/client/runtime/client";
import { type DataPath, isDataPath, parseUserPath } from "@roster/contract";
import { mapUnavailable } from "../prisma/map-unavailable.js";
import { createDialect } from "../connect.js";
import { indexNames } from "../indexes/data-index.js";
import type { DialectName } from "../dialects/dialect.js";
import { readSqliteUrl, createFileError } from "../dialects/sqlite/file.js";
import { compareMigrations, type MigrationState } from "../migrations/migrate.js";
import { defaultPrismaFolder } from "../database.js";
import type { ApiKeyRow, DataIndexRow, PrismaClientLike } from "../prisma/prisma-client-like.js";

/** What an operator wants to know of a database. */
export interface DatabaseReport {
  readonly dialect: DialectName;
  readonly version: string;
  readonly migrations: MigrationState;
  /** What SQLite's own check finds; empty: all is whole. PostgreSQL has none of its kind. */
  readonly damage: readonly string[];
  /** Settings that what is acknowledged hangs on, as they are, and the values that are safe. */
  readonly durability: readonly { name: string; value: string; safe: readonly string[] }[];
  /** How far the database's clock is ahead of this machine's, in milliseconds; a file has none. */
  readonly clockAheadMs: number | undefined;
  /** Of what is not yet in SQLite's main file. */
  readonly walBytes: number | undefined;
  readonly apiKeys: readonly ApiKeyRow[];
  readonly indexes: IndexReport;
  /** Rows of apps that are not there. */
  readonly orphans: readonly { table: string; count: number }[];
}

export interface IndexReport {
  /** Declared as ready, and not there; `app path`. */
  readonly missing: readonly string[];
  /** Declared, and not ready. */
  readonly unfinished: readonly string[];
  /** There, and not declared, by name. */
  readonly undeclared: readonly string[];
}

const TENANT_TABLES = ["users", "api_keys", "idempotency_keys", "data_schemas", "data_indexes"];

/**
 * Looks at a database, which others may be using, and changes nothing in it. Undefined where Roster has not
 * made its tables yet.
 *
 * @throws AppError INVALID for a URL that cannot be used; UNAVAILABLE where nobody answers.
 */
export async function inspectDatabase(
  url: string,
  prismaFolder = defaultPrismaFolder,
): Promise<DatabaseReport | undefined> {
  const isFile = url.startsWith("file:");
  // Opening it would make it.
  if (isFile && !existsSync(readSqliteUrl(url))) {
    throw createFileError(readSqliteUrl(url), "opened", new Error("there is no such file"));
  }
  const dialect = await createDialect(url, 1);
  const prisma = await dialect.connect();
  try {
    return await mapUnavailable(
      (async () => {
        const query = queryOn(prisma);
        if (!(await hasTables(query, isFile))) return undefined;
        return {
          dialect: dialect.name,
          migrations: await compareMigrations(prisma, dialect, prismaFolder)(),
          ...(isFile ? await inspectFile(query, readSqliteUrl(url)) : await inspectServer(query)),
          apiKeys: await query<ApiKeyRow>(
            `SELECT key, app_id AS "appId", name, secret FROM api_keys WHERE revoked_at IS NULL`,
          ),
          indexes: await inspectIndexes(query, isFile),
          orphans: await countOrphans(query),
        };
      })(),
    );
  } finally {
    await prisma.$disconnect();
  }
}

type Query = <Row>(text: string) => Promise<Row[]>;

const queryOn =
  (prisma: PrismaClientLike): Query =>
  (text) =>
    prisma.$queryRaw(raw(text));

async function hasTables(query: Query, isFile: boolean): Promise<boolean> {
  const rows = await query(
    isFile
      ? `SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'`
      : `SELECT 1 WHERE to_regclass('_prisma_migrations') IS NOT NULL`,
  );
  return rows.length > 0;
}

async function inspectFile(query: Query, path: string) {
  const [version] = await query<{ version: string }>(`SELECT sqlite_version() AS version`);
  const [mode] = await query<{ journal_mode: string }>("PRAGMA journal_mode");
  const damage = (await query<Record<string, unknown>>("PRAGMA integrity_check"))
    .flatMap((row) => Object.values(row).map(String))
    .filter((line) => line !== "ok");
  return {
    version: `SQLite ${version?.version ?? ""}`,
    damage,
    durability: [{ name: "journal_mode", value: mode?.journal_mode ?? "", safe: ["wal"] }],
    clockAheadMs: undefined,
    walBytes: statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0,
  };
}

/** What PostgreSQL must not be told to leave out: then an acknowledged commit can be gone after a crash. */
const safeSettings: Readonly<Record<string, readonly string[]>> = {
  fsync: ["on"],
  full_page_writes: ["on"],
  synchronous_commit: ["on", "remote_write", "remote_apply", "local"],
};

async function inspectServer(query: Query) {
  const names = Object.keys(safeSettings).map((name) => `'${name}'`);
  const settings = await query<{ name: string; value: string }>(
    `SELECT name, setting AS value FROM pg_settings WHERE name IN (${names.join(", ")}) ORDER BY name`,
  );
  const [version] = await query<{ version: string }>(
    `SELECT current_setting('server_version') AS version`,
  );
  const before = Date.now();
  const [clock] = await query<{ ms: number }>(
    `SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS DOUBLE PRECISION) AS ms`,
  );
  const here = (before + Date.now()) / 2;
  return {
    version: `PostgreSQL ${version?.version ?? ""}`,
    damage: [],
    durability: settings.map((one) => ({ ...one, safe: safeSettings[one.name] ?? [] })),
    clockAheadMs: Math.round((clock?.ms ?? here) - here),
    walBytes: undefined,
  };
}

async function inspectIndexes(query: Query, isFile: boolean): Promise<IndexReport> {
  const declared = await query<
    Pick<DataIndexRow, "appId" | "path" | "state"> & { unique: boolean | number }
  >(`SELECT app_id AS "appId", path, state, is_unique AS "unique" FROM data_indexes`);
  const there = await query<{ name: string }>(
    isFile
      ? `SELECT name FROM sqlite_master WHERE type = 'index' AND name LIKE 'users_data_%'`
      : `SELECT c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
         WHERE i.indisvalid AND c.relname LIKE 'users_data_%' AND i.indrelid = to_regclass('users')`,
  );
  const names = new Set(there.map(({ name }) => name));
  const wanted = declared.map((row) => {
    const { plain, unique } = indexNames({ appId: row.appId, path: pathIn(row.path) });
    const own = row.unique ? [plain, unique] : [plain];
    return { row, own, isThere: own.every((name) => names.has(name)) };
  });
  const own = new Set(wanted.flatMap((one) => one.own));
  const shown = ({ row }: (typeof wanted)[number]) => `${row.appId} ${row.path}`;
  return {
    missing: wanted.filter(({ row, isThere }) => row.state === "ready" && !isThere).map(shown),
    unfinished: wanted.filter(({ row }) => row.state !== "ready").map(shown),
    undeclared: [...names].filter((name) => !own.has(name)),
  };
}

/** A declared path was one when it was declared. */
function pathIn(text: string): DataPath {
  const path = parseUserPath(text);
  return "value" in path && isDataPath(path.value) ? path.value : ["data", text];
}

async function countOrphans(query: Query): Promise<DatabaseReport["orphans"]> {
  const counts = await Promise.all(
    TENANT_TABLES.map(async (table) => {
      const [row] = await query<{ n: number | bigint }>(
        `SELECT count(*) AS n FROM ${table} WHERE app_id NOT IN (SELECT id FROM apps)`,
      );
      return { table, count: Number(row?.n ?? 0) };
    }),
  );
  return counts.filter(({ count }) => count > 0);
}
