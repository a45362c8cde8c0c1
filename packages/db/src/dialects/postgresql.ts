import { PrismaPg } from "@prisma/adapter-pg";
import { sqltag as sql } from "@prisma/client/runtime/client";
import { AppError } from "@roster/contract";
import pg from "pg";
import type { Dialect, MigrationConnection } from "../dialect.js";
import { PrismaClient } from "../generated/postgresql/client.js";
import { readPostgresqlUrl } from "./postgresql-url.js";
import { postgresqlData } from "./postgresql-data.js";

/** The advisory lock that `prisma migrate` takes too, so that neither runs beside the other. */
const MIGRATION_LOCK = 72707369;

export function postgresql(url: string, maxConnections?: number): Dialect {
  const { connection: settings, pool, schema } = readPostgresqlUrl(url, maxConnections);

  return {
    name: "postgresql",

    sql: {
      rowsOf: (json) => sql`json_array_elements(CAST(${json} AS JSON)) AS r(value)`,
      data: postgresqlData,
      asJson: (text) => sql`CAST(${text} AS JSON)`,
      withKeys: (change, { insert, hasChanged }) => [
        sql`WITH changed AS (${change}), kept AS (${insert} WHERE ${hasChanged}) SELECT * FROM changed`,
      ],
    },

    async connect() {
      return new PrismaClient({
        adapter: new PrismaPg(pool, schema === undefined ? {} : { schema }),
      });
    },

    migrationTable: `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
      "id" VARCHAR(36) PRIMARY KEY NOT NULL,
      "checksum" VARCHAR(64) NOT NULL,
      "finished_at" TIMESTAMPTZ,
      "migration_name" VARCHAR(255) NOT NULL,
      "logs" TEXT,
      "rolled_back_at" TIMESTAMPTZ,
      "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
      "applied_steps_count" INTEGER NOT NULL DEFAULT 0
    )`,

    migrationTime: (now) => `'${now.toISOString()}'`,

    async withMigrationLock(work) {
      const client = await reach(url, settings);
      const connection: MigrationConnection = {
        script: async (text) => void (await client.query(text)),
        query: async (text) => (await client.query<Record<string, unknown>>(text)).rows,
      };
      try {
        await client.query("BEGIN");
        await client.query(`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`);
        if (schema !== undefined) await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
        await work(connection);
        await client.query("COMMIT");
      } finally {
        // Ends the transaction, and with it the lock, where COMMIT was not reached.
        await client.end();
      }
    },
  };
}

async function reach(url: string, settings: pg.ClientConfig): Promise<pg.Client> {
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
