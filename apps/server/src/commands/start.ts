import cluster from "node:cluster";
import type { Logger } from "pino";
import { renderBanner } from "../banner.js";
import { readSettings, type Settings } from "../env.js";
import { createLog } from "../observability/log.js";
import type { RunningServer } from "../start/start.js";
import { createStopHandler, stopTimeout } from "../start/stop-handler.js";
import { reportFailure } from "./report-failure.js";

/** Workers stop on their own within this time; the primary process waits for them. */
const WORKERS_GRACE_MS = 1000;

/** `roster-server start`: serves the API until a signal ends it. */
export const start = () => reportFailure("Roster cannot start", startAndAnnounce);

async function startAndAnnounce(): Promise<void> {
  const settings = readSettings();
  const log = createLog(settings.logLevel);
  if (cluster.isWorker) {
    (await import("../workers/worker.js")).runWorker(settings, log);
    return;
  }
  const running: { server?: RunningServer } = {};
  const grace = settings.workers > 1 ? WORKERS_GRACE_MS : 0;
  const stop = createStopHandler(async () => running.server?.stop(), stopTimeout(settings) + grace);
  // Registered before the server is up, so that a start that waits for its database can be stopped.
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  // The launcher has ended.
  process.on("disconnect", stop);
  const server = await startProcesses(settings, log);
  running.server = server;

  // A launcher prints one banner for the server and the dashboard.
  if (process.send) process.send(server.ready);
  else console.log(renderBanner(server.ready));
}

/** Loads only what this process needs: a primary process has neither the API nor a database. */
async function startProcesses(settings: Settings, log: Logger): Promise<RunningServer> {
  if (settings.workers === 1) {
    return (await import("../start/start.js")).startServer(settings, log);
  }
  return (await import("../workers/start-workers.js")).startWorkers(settings, log);
}
