import { setTimeout } from "node:timers/promises";
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { sqltag as sql } from "@prisma/client/runtime/client";
import { AppError } from "@roster/contract";
import pg from "pg";
import type { Dialect, MigrationConnection } from "../dialect.js";
import { PrismaClient } from "../../generated/postgresql/client.js";
import { runRaw } from "../../prisma/run-raw.js";
import { readPostgresqlUrl } from "./url.js";
import { postgresqlData } from "./data-sql.js";
import { sharedAdapter } from "../shared-adapter.js";
import { tracedAdapter } from "../traced-adapter.js";

/** The advisory lock that `prisma migrate` takes too, so that neither runs beside the other. */
const MIGRATION_LOCK = 72707369;

/** Held by who builds indexes on users, which is one at a time. */
const INDEX_LOCK = 72707370;

/** How long an index waits for another's end, and how often it looks, in milliseconds. */
const INDEX_LOCK_TIMEOUT = 60_000;
const INDEX_LOCK_POLL = 50;

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

const statements: Dialect["sql"] = {
  jsonRows: (json) => sql`json_array_elements(CAST(${json} AS JSON)) AS r(value)`,
  jsonEntries: (json) => sql`json_each(CAST(${json} AS JSON)) AS r`,
  data: postgresqlData,
  toJson: (text) => sql`CAST(${text} AS JSON)`,
  withIdempotencyKeys: (change, { insert, hasChanged }) => [
    sql`WITH changed AS (${change}), recorded AS (${insert} WHERE ${hasChanged}) SELECT * FROM changed`,
  ],
  jsonStrings: (json) =>
    sql`json_array_elements_text(CAST(${json} AS JSON)) WITH ORDINALITY AS i(value, place)`,
  rowIndex: sql`(i.place - 1)`,
  jsonArrayAgg: (item, from) =>
    sql`(SELECT CAST(COALESCE(json_agg(${item}), '[]') AS TEXT) FROM ${from})`,
  jsonArray: (values) => sql`json_build_array(${values})`,
  withResponse: (change, { fromChanged, response }) => [
    sql`WITH changed AS (
      ${change} RETURNING users.id, users.version, users.created_at, users.updated_at
    ) ${response(fromChanged)}`,
  ],
};

export function createPostgresqlDialect(url: string, maxConnections?: number): Dialect {
  const {
    connection: settings,
    pool: poolSettings,
    schema,
  } = readPostgresqlUrl(url, maxConnections);
  let pool: pg.Pool | undefined;
  let adapter: SqlDriverAdapterFactory | undefined;

  return {
    name: "postgresql",

    sql: statements,

    async connect() {
      pool = new pg.Pool(poolSettings);
      const own = new PrismaPg(pool, {
        disposeExternalPool: true,
        ...(schema !== undefined && { schema }),
      });
      adapter = sharedAdapter(tracedAdapter(own));
      return new PrismaClient({ adapter });
    },

    runRaw: async (writes) => {
      if (!adapter) throw new Error("nothing is connected");
      return runRaw("postgresql", await adapter.connect(), writes);
    },

    connectionCounts: () => ({
      total: pool?.totalCount ?? 0,
      idle: pool?.idleCount ?? 0,
      waiting: pool?.waitingCount ?? 0,
    }),

    migrationTableDdl: MIGRATION_TABLE,

    toMigrationTime: (now) => `'${now.toISOString()}'`,

    concurrently: "CONCURRENTLY",
    leavesInvalidIndexes: true,
    analyzeUsers: "ANALYZE users",

    async withIndexBuilder(_, work) {
      // A connection of its own: the pool's give a statement up long before a large index is built.
      const client = await connectOrThrow(url, settings);
      try {
        await takeIndexLock(client);
        return await work(scriptsOn(client));
      } finally {
        await client.end(); // and with it the lock
      }
    },

    async withMigrationLock(work) {
      const client = await connectOrThrow(url, settings);
      try {
        await client.query("BEGIN");
        await client.query(`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`);
        if (schema !== undefined) await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
        await work(scriptsOn(client));
        await client.query("COMMIT");
      } finally {
        // Ends the transaction, and with it the lock, where COMMIT was not reached.
        await client.end();
      }
    },
  };
}

const scriptsOn = (client: pg.Client): MigrationConnection => ({
  executeScript: async (text) => void (await client.query(text)),
  query: async (text) => (await client.query<Record<string, unknown>>(text)).rows,
});

/**
 * Asked for again and again: a session that waits inside a statement holds a snapshot, for whose end CREATE
 * INDEX CONCURRENTLY waits in its turn.
 */
async function takeIndexLock(client: pg.Client): Promise<void> {
  const deadline = Date.now() + INDEX_LOCK_TIMEOUT;
  const ask = `SELECT pg_try_advisory_lock(${INDEX_LOCK}) AS "isTaken"`;
  while ((await client.query<{ isTaken: boolean }>(ask)).rows[0]?.isTaken !== true) {
    if (Date.now() > deadline) {
      throw new AppError("UNAVAILABLE", "Another index is being built; try again when it is ready");
    }
    await setTimeout(INDEX_LOCK_POLL);
  }
}

async function connectOrThrow(url: string, settings: pg.ClientConfig): Promise<pg.Client> {
  try {
    const client = new pg.Client(settings);
    // A connection that is lost between two queries would else end the process; the next query tells.
    client.on("error", () => {});
    await client.connect();
    return client;
  } catch (cause) {
    const host = new URL(url).host || "localhost";
    const reason = cause instanceof Error ? cause.message || cause.name : String(cause);
    throw new AppError("UNAVAILABLE", `PostgreSQL at ${host} cannot be reached: ${reason}`, {
      cause,
    });
  }
}
