import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ServerCredentials } from "../src/start/credentials-file.js";
import { serverToken, spawnServer, type SpawnedServer } from "../src/testing/server.js";
import type { Target } from "./call.js";
import { choosePort } from "./choose-port.js";
import { childrenOf, signal, waitForExit } from "./processes.js";

/** Starts and restarts the server, as a process supervisor would. */
export interface Supervisor extends AsyncDisposable {
  readonly target: Target;
  /** The server's processes. With several workers, the primary process comes first. */
  pids(): number[];
  /** Why the server ended on its own, if it did. */
  problem(): string | undefined;
  start(workers: number): Promise<void>;
  /** Sends SIGKILL and resolves when every process has ended. */
  kill(): Promise<void>;
  /** Sends SIGTERM; throws if the exit code is not 0. */
  stop(): Promise<void>;
  setClock(offsetMs: number): void;
}

export async function openSupervisor(folder: string, databaseUrl: string): Promise<Supervisor> {
  const port = await choosePort();
  const clock = join(folder, "clock");
  const preload = new URL("clock-jump.js", import.meta.url).href;
  writeFileSync(clock, "0");
  let server: SpawnedServer | undefined;
  let shouldRun = false;
  const target = { url: `http://127.0.0.1:${port}`, headers: {} };
  const pids = () => {
    const pid = server?.process.pid ?? 0;
    return pid === 0 ? [] : [pid, ...childrenOf(pid)];
  };

  async function end(name: "SIGKILL" | "SIGTERM"): Promise<unknown> {
    shouldRun = false;
    const all = pids();
    server?.process.kill(name);
    const [code] = (await server?.exited) ?? [];
    await waitForExit(all); // workers end a moment later
    return code;
  }

  const supervisor: Supervisor = {
    target,
    pids,
    problem() {
      const ended = server?.process;
      if (!shouldRun || (ended?.exitCode === null && ended.signalCode === null)) return undefined;
      const how = ended?.signalCode ?? `exit code ${ended?.exitCode}`;
      return `the server ended on its own with ${how}: ${server?.log().slice(-2000)}`;
    },
    async start(workers) {
      server = spawnServer(folder, {
        PORT: String(port),
        DATABASE_URL: databaseUrl,
        ROSTER_WORKERS: String(workers),
        NODE_OPTIONS: `--import=${preload}`,
        FAULTS_CLOCK: clock,
        ROSTER_LOG_LEVEL: "error",
      });
      shouldRun = true;
      await server.ready;
      const text = readFileSync(join(folder, "roster.json"), "utf8");
      const { apiKey, apiSecret } = JSON.parse(text) as ServerCredentials; // written by the server
      Object.assign(target.headers, {
        "content-type": "application/json",
        "x-api-key": apiKey,
        authorization: serverToken(apiSecret),
      });
    },
    kill: async () => void (await end("SIGKILL")),
    async stop() {
      const log = server;
      const code = await end("SIGTERM");
      if (code !== 0) throw new Error(`SIGTERM: exit code ${String(code)}: ${log?.log()}`);
    },
    setClock(offsetMs) {
      writeFileSync(clock, String(offsetMs));
      signal(pids(), "SIGUSR2");
    },
    [Symbol.asyncDispose]: async () => void (await end("SIGKILL")),
  };
  return supervisor;
}
