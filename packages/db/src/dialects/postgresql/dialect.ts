import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { PrismaClient } from "../../generated/postgresql/client.js";
import type { Dialect } from "../dialect.js";
import { createSharedAdapter } from "../shared-adapter.js";
import { createAdapterRunner } from "../statement-runner.js";
import { createTracedAdapter } from "../traced-adapter.js";
import { postgresqlSql } from "./dialect-sql.js";
import { withIndexLock, withServerMigrationLock } from "./migration-lock.js";
import { PostgresqlScanPool } from "./scan-pool.js";
import { readPostgresqlUrl } from "./url.js";

const MIGRATION_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

export function createPostgresqlDialect(databaseUrl: string, maxConnections?: number): Dialect {
  const url = readPostgresqlUrl(databaseUrl, maxConnections);
  const { schema } = url;
  let pool: pg.Pool | undefined;
  let adapter: SqlDriverAdapterFactory | undefined;
  const statements = createAdapterRunner(async () => {
    if (!adapter) throw new Error("connect() must be called before a statement");
    return adapter.connect();
  });

  const mainPool = () => {
    if (!pool) throw new Error("connect() must be called before a statement");
    return pool;
  };
  const scans = new PostgresqlScanPool(url, {
    pool: mainPool,
    cancelBackend: (pid) => mainPool().query("SELECT pg_cancel_backend($1)", [pid]),
  });

  return {
    name: "postgresql",

    sql: postgresqlSql,

    async connect() {
      pool = new pg.Pool(url.pool);
      // The pool listens to idle connections only, and the adapter to those of its own statements.
      pool.on("connect", (client) => client.on("error", () => {}));
      const driver = new PrismaPg(pool, {
        disposeExternalPool: true,
        ...(schema !== undefined && { schema }),
      });
      adapter = createSharedAdapter(createTracedAdapter(driver));
      const client = new PrismaClient({ adapter });
      // Otherwise, disconnecting a client without statements of its own would not close the pool.
      await client.$connect();
      return client;
    },

    statements,
    scans,

    connectionCounts: () => ({
      total: (pool?.totalCount ?? 0) + scans.counts.totalCount,
      idle: (pool?.idleCount ?? 0) + scans.counts.idleCount,
      waiting: pool?.waitingCount ?? 0,
    }),

    migrationTableDdl: MIGRATION_TABLE,
    toMigrationTime: (now) => `'${now.toISOString()}'`,
    withMigrationLock: (work) => withServerMigrationLock(url, work),

    concurrently: "CONCURRENTLY",
    selectUsersSize: "SELECT pg_relation_size('users') AS size",
    selectInvalidIndexes: `SELECT c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      WHERE NOT i.indisvalid AND i.indrelid = to_regclass('users')`,
    withIndexBuilder: (_prisma, work, signal) => withIndexLock(url, work, signal),
  };
}
