import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createClient, type RosterClient } from "@roster/client";
import { openRawDatabase } from "@roster/db/testing";
import { z } from "zod";
import { openFolder, type RunResult, run } from "./run-cli.js";

const builtServer = fileURLToPath(new URL("../../../server/dist/main.js", import.meta.url));

const Ready = z.object({
  apiUrl: z.string(),
  newKey: z.object({ apiKey: z.string(), apiSecret: z.string() }).optional(),
});

export interface TestServer extends AsyncDisposable {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** A client for the steps that the test does not perform with the CLI. */
  readonly client: RosterClient;
  /** The file that the server stores its credentials in. */
  readonly configFile: string;
  /** Kills it like a power failure, and restarts it on the same port. */
  readonly crash: () => Promise<void>;
  /** Gives the API key the scopes that keys do not have by default. To be called before its first use. */
  readonly allowAll: () => Promise<void>;
  /** Adds an API key whose secret nobody knows. */
  readonly addKey: (key: string) => Promise<void>;
  /** Runs the CLI against it. */
  readonly roster: (...args: string[]) => Promise<RunResult>;
}

/** Starts the built server in its own process, with an empty database. */
export async function openServer(): Promise<TestServer> {
  const folder = await openFolder();
  const dataFolder = join(folder.path, ".data");
  const startServer = async (port: string) => {
    const child = fork(builtServer, {
      execArgv: [], // vitest's own would run it from TypeScript
      cwd: folder.path,
      env: { PATH: process.env["PATH"], ROSTER_DATA_DIR: dataFolder, PORT: port },
    });
    return { child, ...Ready.parse(await firstMessage(child)) };
  };
  const first = await startServer("0");
  const { apiUrl, newKey = { apiKey: "", apiSecret: "" } } = first;
  let { child } = first;
  const end = async (signal: NodeJS.Signals) => {
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
  };
  const configFile = join(dataFolder, "roster.json");
  const execute = async (statement: string) => {
    await using database = await openRawDatabase(`file:${join(dataFolder, "roster.db")}`);
    await database.execute(statement);
  };
  return {
    url: apiUrl,
    ...newKey,
    client: createClient({ url: apiUrl, ...newKey }),
    configFile,
    roster: (...args) => run(args, { env: { ROSTER_CONFIG: configFile } }),
    allowAll: () => execute("UPDATE api_keys SET scopes = scopes || ' audit:read keys:write'"),
    addKey: (key) =>
      execute(
        `INSERT INTO api_keys (key, app_id, name, secret, created_at) VALUES ('${key}', 'main', 'Reports', '', 0)`,
      ),
    async crash() {
      await end("SIGKILL");
      ({ child } = await startServer(new URL(apiUrl).port));
    },
    async [Symbol.asyncDispose]() {
      await end("SIGTERM");
      await folder[Symbol.asyncDispose]();
    },
  };
}

async function firstMessage(child: ChildProcess): Promise<unknown> {
  const ended = new AbortController();
  child.once("exit", () => ended.abort(new Error("The server exited before it was ready")));
  const [message]: unknown[] = await once(child, "message", { signal: ended.signal });
  return message;
}
