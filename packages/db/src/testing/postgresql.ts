import { openTestPostgresql, type TestPostgresql } from "./postgresql-server.js";

let server: TestPostgresql | undefined;

/** Vitest's globalSetup: one real PostgreSQL a run, from npm, unless TEST_DATABASE_URL names another. */
export async function setup(): Promise<void> {
  if (process.env["TEST_DATABASE_URL"]) return;
  // No test of this suite cuts the power; durability is tested where it is promised.
  server = await openTestPostgresql({ flags: ["-c", "fsync=off", "-c", "max_connections=300"] });
  process.env["TEST_DATABASE_URL"] = server.url;
}

export async function teardown(): Promise<void> {
  await server?.[Symbol.asyncDispose]();
}
