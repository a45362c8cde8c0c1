import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createHmac } from "node:crypto";
import type { DialectName } from "@roster/db";
import { createTestDatabaseUrl } from "@roster/db/testing";
import type { ReadyMessage } from "../banner.js";
import type { ServerCredentials } from "../start/credentials-file.js";

const main = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

/** A temporary data folder, deleted when disposed. */
export function createDataFolder(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), "roster-server-"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

export interface ServerProcess extends AsyncDisposable {
  readonly process: ChildProcess;
  readonly ready: ReadyMessage;
  readonly credentials: ServerCredentials;
  /** A token with all permissions. */
  readonly authorization: string;
  /** What it has written to standard error so far. */
  log(): string;
  /** Calls a procedure with a server token and returns the response's status and JSON. */
  call(path: string, input: unknown): Promise<{ status: number; body: RpcBody }>;
}

/** The parts of tRPC's responses that tests check. */
export interface RpcBody {
  readonly result?: { readonly data: { readonly created?: boolean } };
  readonly error?: { readonly message: string; readonly data: { readonly code: string } };
}

/** A built server that may not be ready yet. */
export interface SpawnedServer {
  readonly process: ChildProcess;
  /** Resolves with exit code and signal. */
  readonly exited: Promise<unknown[]>;
  /** Rejects if the server exits before it is ready. */
  readonly ready: Promise<ReadyMessage>;
  /** What it has written to standard error so far. */
  readonly log: () => string;
  /** Resolves when the log contains this text `times` times. */
  untilLogged(text: string, times?: number): Promise<void>;
}

/** Starts the built server as a process on a free port. */
export function spawnServer(
  dataFolder: string,
  environment: Record<string, string> = {},
): SpawnedServer {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env["PATH"], PORT: "0", ROSTER_DATA_DIR: dataFolder, ...environment },
    stdio: ["ignore", "inherit", "pipe", "ipc"],
  });
  let log = "";
  child.stderr?.on("data", (chunk: Buffer) => (log += chunk.toString()));
  const exited = once(child, "exit");
  const ready = Promise.race([
    once(child, "message").then(([message]) => message as ReadyMessage), // the server's one message
    exited.then(() => {
      throw new Error(`the server ended before it served: ${log}`);
    }),
  ]);
  ready.catch(() => {}); // callers that await it get the error
  return {
    process: child,
    exited,
    ready,
    log: () => log,
    async untilLogged(text, times = 1) {
      while (log.split(text).length <= times) await new Promise(setImmediate);
    },
  };
}

/** Starts a server with {@link spawnServer} and waits until it is ready. */
export async function startServerProcess(
  dataFolder: string,
  environment: Record<string, string> = {},
): Promise<ServerProcess> {
  const { process: child, exited, log, ...spawned } = spawnServer(dataFolder, environment);
  const ready = await spawned.ready;
  const credentials = JSON.parse(
    readFileSync(join(dataFolder, "roster.json"), "utf8"),
  ) as ServerCredentials; // written by the server
  const authorization = serverToken(credentials.apiSecret);
  const headers = {
    "content-type": "application/json",
    "x-api-key": credentials.apiKey,
    authorization,
  };
  return {
    process: child,
    ready,
    credentials,
    authorization,
    log,
    async call(path, input) {
      const url = `${ready.apiUrl}/trpc/${path}`;
      const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(input) });
      return { status: response.status, body: (await response.json()) as RpcBody };
    },
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await exited;
    },
  };
}

/** The same with a temporary data folder and database, deleted when disposed. */
export async function startServerOn(
  backend: DialectName,
  environment: Record<string, string> = {},
): Promise<ServerProcess> {
  const folder = createDataFolder();
  const place = await createTestDatabaseUrl(backend);
  const server = await startServerProcess(folder.path, { DATABASE_URL: place.url, ...environment });
  return {
    ...server,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await place[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
    },
  };
}

/** Runs the built server until it exits, for starts that must fail. */
export async function runServer(
  environment: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env["PATH"], ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output };
}

/** A token with all permissions, signed independently of the code under test. */
export function serverToken(secret: string): string {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${encode({ alg: "HS256" })}.${encode({ resource: "*", action: "*" })}`;
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
}
