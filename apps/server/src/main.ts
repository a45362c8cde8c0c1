import cluster from "node:cluster";
import type { Logger } from "pino";
import { isAppError } from "@roster/contract";
import { renderBanner } from "./banner.js";
import { readSettings, type Settings } from "./env.js";
import { createLog } from "./observability/log.js";
import type { RunningServer } from "./start/start.js";
import { stopTimeout, createStopHandler } from "./start/stop-handler.js";

try {
  const settings = readSettings();
  const log = createLog(settings.logLevel);
  if (cluster.isWorker) {
    const { runWorker } = await import("./workers/worker.js");
    runWorker(settings, log);
  } else {
    // Before it serves, too: what waits for its database has taken nothing, and can end at once.
    const running: { server?: RunningServer } = {};
    const workersGrace = settings.workers > 1 ? 1000 : 0; // each ends by itself before
    const stop = createStopHandler(
      async () => running.server?.stop(),
      stopTimeout(settings) + workersGrace,
    );
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
    // The launcher is gone, however it ended.
    process.on("disconnect", stop);
    const server = await start(settings, log);
    running.server = server;

    // A launcher, where there is one, prints for us and the dashboard together.
    if (process.send) process.send(server.ready);
    else console.log(renderBanner(server.ready));
  }
} catch (error) {
  if (!isAppError(error)) throw error;
  console.error(`Roster cannot start. ${error.message}`);
  process.exitCode = 1;
}

/** Loads what this process needs and no more: a primary process has neither API nor database. */
async function start(settings: Settings, log: Logger): Promise<RunningServer> {
  if (settings.workers === 1) return (await import("./start/start.js")).startServer(settings, log);
  return (await import("./workers/start-workers.js")).startWorkers(settings, log);
}
