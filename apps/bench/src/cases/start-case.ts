import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import type { Contents } from "../databases/engine.js";
import { freePort } from "../databases/free-port.js";
import { environmentWith } from "../env.js";
import { rosterEnvironment, rosterProgram } from "../subjects/roster.js";
import type { BenchCase, Lane } from "./bench-case.js";
import type { Stage } from "./stage.js";

/** How often, and for how long, a starting server is polled, and waited for each time, in milliseconds. */
const POLL = 2;
const POLL_LIMIT = 1_000;
const LIMIT = 30_000;

export const startCase: BenchCase = {
  name: "start",
  description: "from spawning the built server to its first 200 from /healthz",
  lanes: async (stage) => [
    startLane(stage, "roster, migrated", "tables"),
    startLane(stage, "roster, empty database", "nothing"),
  ],
};

function startLane(stage: Stage, name: string, contents: Contents): Lane {
  return {
    name,
    unit: "ms",
    async measure() {
      await using database = await stage.openDatabase(contents);
      return { value: await timeStart(database.url, stage.options.dataFolder) };
    },
  };
}

async function timeStart(url: string, dataFolder: string): Promise<number> {
  const port = await freePort();
  const environment = { ...rosterEnvironment(url, dataFolder), PORT: String(port) };
  const begun = performance.now();
  const child = spawn(process.execPath, [rosterProgram], {
    env: environmentWith(environment),
    stdio: ["ignore", "ignore", "inherit"],
  });
  const exited = once(child, "exit");
  try {
    while (!(await isServing(port))) {
      if (child.exitCode !== null) throw new Error("the server exited before it was listening");
      if (performance.now() - begun > LIMIT) throw new Error("the server is not listening");
      await setTimeout(POLL);
    }
    return performance.now() - begun;
  } finally {
    child.kill();
    await exited;
  }
}

async function isServing(port: number): Promise<boolean> {
  const signal = AbortSignal.timeout(POLL_LIMIT);
  try {
    const response = await fetch(`http://127.0.0.1:${port}/healthz`, { signal });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  }
}
