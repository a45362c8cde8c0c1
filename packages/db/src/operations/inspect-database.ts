import { existsSync, openSync, readSync } from "node:fs";
import { raw } from "@prisma/client/runtime/client";
import { type DataPath, isDataPath, parseUserPath } from "@roster/contract";
import { mapUnavailable } from "../prisma/driver-errors.js";
import { createDialect } from "../connect.js";
import { INDEX_VERSION, indexNames } from "../indexes/data-index.js";
import type { DialectName } from "../dialects/dialect.js";
import { createFileError } from "../dialects/sqlite/file.js";
import { readSqliteUrl } from "../dialects/sqlite/url.js";
import { compareMigrations, type MigrationState } from "../migrations/migrate.js";
import { measureHistory, type TotalHistorySize } from "../changes/history-size.js";
import { defaultPrismaFolder } from "../database.js";
import type { ApiKeyRow, DataIndexRow, PrismaClientLike } from "../prisma/prisma-client-like.js";

/** The state of a database, for operators. */
export interface DatabaseReport {
  readonly dialect: DialectName;
  readonly version: string;
  readonly migrations: MigrationState;
  /** The findings of SQLite's integrity check; empty if there are none. PostgreSQL has no such check. */
  readonly damage: readonly string[];
  /** Settings on which the durability of acknowledged writes depends, and their safe values. */
  readonly durability: readonly { name: string; value: string; safe: readonly string[] }[];
  /** How far the database server's clock is ahead of this machine's, in milliseconds; undefined for a file. */
  readonly clockAheadMs: number | undefined;
  /** The part of SQLite's write-ahead log that no checkpoint has copied to the database yet. */
  readonly walBytes: number | undefined;
  /** Those that are not revoked. */
  readonly apiKeys: readonly InspectedApiKey[];
  readonly indexes: IndexReport;
  /** The change log; undefined if not all migrations are applied. */
  readonly history: TotalHistorySize | undefined;
  /** Rows that belong to no existing app. */
  readonly orphans: readonly { table: string; count: number }[];
}

/** The rights and the previous secret are absent if not all migrations are applied. */
export type InspectedApiKey = Pick<ApiKeyRow, "key" | "appId" | "name" | "secret"> &
  Partial<Pick<ApiKeyRow, "previousSecret" | "expiresAt" | "lastUsedAt">>;

export interface IndexReport {
  /** Declared as ready but missing, as `app path`. */
  readonly missing: readonly string[];
  /** Declared but not ready, as `app path`. */
  readonly unfinished: readonly string[];
  /** The names of existing indexes that are not declared. */
  readonly undeclared: readonly string[];
}

const keyColumns = `, previous_secret AS "previousSecret", expires_at AS "expiresAt", last_used_at AS "lastUsedAt"`;

const TENANT_TABLES = ["users", "api_keys", "idempotency_keys", "data_schemas", "data_indexes"];
const HISTORY_TABLES = ["changes", "change_counters", "audit_events"];

/**
 * Inspects a database, which may be in use, without changing it. Undefined if Roster has not created its tables yet.
 *
 * @throws AppError INVALID for an invalid URL; UNAVAILABLE if the database cannot be reached.
 */
export async function inspectDatabase(
  url: string,
  prismaFolder = defaultPrismaFolder,
): Promise<DatabaseReport | undefined> {
  const isFile = url.startsWith("file:");
  // Opening a missing file would create it.
  if (isFile && !existsSync(readSqliteUrl(url))) {
    throw createFileError(readSqliteUrl(url), "opened", new Error("the file does not exist"));
  }
  const dialect = await createDialect(url, 1);
  const prisma = await dialect.connect();
  try {
    return await mapUnavailable(
      (async () => {
        const query = queryOn(prisma);
        if (!(await hasTables(query, isFile))) return undefined;
        const migrations = await compareMigrations(prisma, dialect, prismaFolder)();
        const isCurrent = migrations.missing.length === 0;
        return {
          dialect: dialect.name,
          migrations,
          ...(isFile ? await inspectFile(query, readSqliteUrl(url)) : await inspectServer(query)),
          apiKeys: await query<InspectedApiKey>(
            `SELECT key, app_id AS "appId", name, secret${isCurrent ? keyColumns : ""}
              FROM api_keys WHERE revoked_at IS NULL`,
          ),
          indexes: await inspectIndexes(query, isFile),
          history: isCurrent ? await measureHistory(prisma) : undefined,
          orphans: await countOrphans(query, [
            ...TENANT_TABLES,
            ...(isCurrent ? HISTORY_TABLES : []),
          ]),
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
    walBytes: await countWalBytes(query, path),
  };
}

/**
 * The log's file keeps its size after a checkpoint. Its index counts the frames, and those that were copied to the
 * database. @see https://www.sqlite.org/walformat.html#the_wal_index_file_format
 */
async function countWalBytes(query: Query, path: string): Promise<number> {
  const [page] = await query<{ page_size: number }>("PRAGMA page_size");
  if (!existsSync(`${path}-shm`)) return 0; // not in WAL mode
  const words = new Uint32Array(25);
  // Never closed: closing any descriptor of a file drops all locks of the process on it, also those of SQLite.
  readSync(openSync(`${path}-shm`, "r"), words);
  const [frames = 0, copied = 0] = [words[4], words[24]];
  return Math.max(0, frames - copied) * (page?.page_size ?? 0);
}

/** With other values, an acknowledged commit can be lost in a crash. */
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
    Pick<DataIndexRow, "appId" | "path" | "state" | "version"> & { unique: boolean | number }
  >(`SELECT app_id AS "appId", path, state, version, is_unique AS "unique" FROM data_indexes`);
  const existing = await query<{ name: string }>(
    isFile
      ? `SELECT name FROM sqlite_master WHERE type = 'index' AND name LIKE 'users_data_%'`
      : `SELECT c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
         WHERE i.indisvalid AND c.relname LIKE 'users_data_%' AND i.indrelid = to_regclass('users')`,
  );
  const names = new Set(existing.map(({ name }) => name));
  const declaredIndexes = declared.map((row) => {
    const index = { appId: row.appId, path: toDataPath(row.path) };
    const namesIn = (version: number) => {
      const { plain, unique } = indexNames(index, version);
      return row.unique ? [plain, unique] : [plain];
    };
    const own = namesIn(row.version);
    // While it is being rebuilt, both versions exist.
    const known = row.state === "ready" ? own : [...own, ...namesIn(INDEX_VERSION)];
    return { row, known, exists: own.every((name) => names.has(name)) };
  });
  const own = new Set(declaredIndexes.flatMap((one) => one.known));
  const toText = ({ row }: (typeof declaredIndexes)[number]) => `${row.appId} ${row.path}`;
  return {
    missing: declaredIndexes
      .filter(({ row, exists }) => row.state === "ready" && !exists)
      .map(toText),
    unfinished: declaredIndexes.filter(({ row }) => row.state !== "ready").map(toText),
    undeclared: [...names].filter((name) => !own.has(name)),
  };
}

/** Parses a declared path; it was valid when it was declared. */
function toDataPath(text: string): DataPath {
  const path = parseUserPath(text);
  return "value" in path && isDataPath(path.value) ? path.value : ["data", text];
}

/** Events of the whole installation have an empty app id. */
async function countOrphans(
  query: Query,
  tables: readonly string[],
): Promise<DatabaseReport["orphans"]> {
  const counts = await Promise.all(
    tables.map(async (table) => {
      const [row] = await query<{ n: number | bigint }>(
        `SELECT count(*) AS n FROM ${table} WHERE app_id <> '' AND app_id NOT IN (SELECT id FROM apps)`,
      );
      return { table, count: Number(row?.n ?? 0) };
    }),
  );
  return counts.filter(({ count }) => count > 0);
}
