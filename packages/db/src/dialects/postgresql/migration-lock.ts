import { setTimeout } from "node:timers/promises";
import { AppError } from "@roster/contract";
import pg from "pg";
import type { SqlConnection } from "../dialect.js";
import type { PostgresqlUrl } from "./url.js";

/** The advisory lock that `prisma migrate` takes too, so the two never run at the same time. */
const MIGRATION_LOCK = 72707369;

/** The advisory lock for building indexes on users, one at a time. */
const INDEX_LOCK = 72707370;

/** How long a build waits for another one, and how often it retries, in milliseconds. */
const INDEX_LOCK_TIMEOUT = 60_000;
const INDEX_LOCK_POLL = 50;

/** Runs `work` in a transaction that holds the migration lock. */
export async function withServerMigrationLock(
  url: PostgresqlUrl,
  work: (connection: SqlConnection) => Promise<void>,
): Promise<void> {
  const client = await connect(url);
  try {
    await client.query("BEGIN");
    await client.query(`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`);
    if (url.schema !== undefined) await client.query(`CREATE SCHEMA IF NOT EXISTS ${url.schema}`);
    await work(toSqlConnection(client));
    await client.query("COMMIT");
  } finally {
    // Rolls back, and releases the lock, if COMMIT was not reached.
    await client.end();
  }
}

/** Uses a separate connection: a pool's connection times out long before a large index is built. */
export async function withIndexLock<T>(
  url: PostgresqlUrl,
  work: (builder: SqlConnection) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const client = await connect(url);
  const end = () => void client.end();
  signal?.addEventListener("abort", end);
  try {
    signal?.throwIfAborted();
    await takeIndexLock(client);
    return await work(toSqlConnection(client));
  } finally {
    signal?.removeEventListener("abort", end);
    await client.end(); // also releases the lock
  }
}

const toSqlConnection = (client: pg.Client): SqlConnection => ({
  executeScript: async (script) => void (await client.query(script)),
  query: async (sql) => (await client.query<Record<string, unknown>>(sql)).rows,
});

/**
 * Polls: a session that waits inside a statement holds a snapshot, and CREATE INDEX CONCURRENTLY waits for the
 * end of every snapshot.
 */
async function takeIndexLock(client: pg.Client): Promise<void> {
  const deadline = Date.now() + INDEX_LOCK_TIMEOUT;
  const tryLock = `SELECT pg_try_advisory_lock(${INDEX_LOCK}) AS "isTaken"`;
  while ((await client.query<{ isTaken: boolean }>(tryLock)).rows[0]?.isTaken !== true) {
    if (Date.now() > deadline) {
      throw new AppError("UNAVAILABLE", "Another index is being built; try again when it is ready");
    }
    await setTimeout(INDEX_LOCK_POLL);
  }
}

async function connect({ connection, host }: PostgresqlUrl): Promise<pg.Client> {
  try {
    const client = new pg.Client(connection);
    // Losing the connection between two queries would otherwise end the process; the next query reports it.
    client.on("error", () => {});
    await client.connect();
    return client;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message || cause.name : String(cause);
    throw new AppError("UNAVAILABLE", `PostgreSQL at ${host} cannot be reached: ${reason}`, {
      cause,
    });
  }
}
