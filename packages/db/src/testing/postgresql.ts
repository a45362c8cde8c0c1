import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { openDatabase } from "../database.js";
import { openTestPostgresql, type TestPostgresql } from "./postgresql-server.js";
import { testFolder } from "./test-folder.js";

let server: TestPostgresql | undefined;

/** Vitest's globalSetup: starts a real PostgreSQL from npm for the run, unless TEST_DATABASE_URL is set. */
export async function setup(): Promise<void> {
  if (process.env["TEST_DATABASE_URL"]) return;
  // fsync is off because these tests do not simulate power loss; the fault tests cover durability.
  server = await openTestPostgresql({
    folder: mkdtempSync(join(testFolder, "roster-postgresql-")),
    flags: ["-c", "fsync=off", "-c", "max_connections=300"],
  });
  process.env["TEST_DATABASE_URL"] = server.url;
  // Every database that a test creates is a copy of this one.
  const template = new URL(server.url);
  template.pathname = "template1";
  await (await openDatabase({ url: template.href })).close();
}

export async function teardown(): Promise<void> {
  await server?.[Symbol.asyncDispose]();
}
