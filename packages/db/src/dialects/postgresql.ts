import { PrismaPg } from "@prisma/adapter-pg";
import { sqltag as sql } from "@prisma/client/runtime/client";
import { AppError, invalid } from "@roster/contract";
import pg from "pg";
import type { Dialect, MigrationConnection } from "../dialect.js";
import { PrismaClient } from "../generated/postgresql/client.js";

/** The advisory lock that `prisma migrate` takes too, so that neither runs beside the other. */
const MIGRATION_LOCK = 72707369;

/** How long a start waits for a server that does not answer, in milliseconds. */
const CONNECT_TIMEOUT = 10_000;

export function postgresql(url: string): Dialect {
  if (!URL.canParse(url)) {
    throw invalid([
      {
        path: ["DATABASE_URL"],
        message: "is not a URL; write postgresql://user:password@host:5432/database",
      },
    ]);
  }

  return {
    name: "postgresql",

    sql: {
      rowsOf: (json) => sql`json_array_elements(CAST(${json} AS JSON)) AS r(value)`,
      asJson: (text) => sql`CAST(${text} AS JSON)`,
    },

    async connect() {
      return new PrismaClient({ adapter: new PrismaPg({ connectionString: url }) });
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
      const client = await reach(url);
      const connection: MigrationConnection = {
        script: async (text) => void (await client.query(text)),
        query: async (text) => (await client.query<Record<string, unknown>>(text)).rows,
      };
      try {
        await client.query("BEGIN");
        await client.query(`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`);
        await work(connection);
        await client.query("COMMIT");
      } finally {
        // Ends the transaction, and with it the lock, where COMMIT was not reached.
        await client.end();
      }
    },
  };
}

async function reach(url: string): Promise<pg.Client> {
  try {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: CONNECT_TIMEOUT,
    });
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
