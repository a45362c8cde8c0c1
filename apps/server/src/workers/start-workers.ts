import cluster from "node:cluster";
import { createServer } from "node:http";
import type { BootstrapResult, Logger } from "@roster/api";
import { AppError } from "@roster/contract";
import { listen } from "@roster/http";
import { completeStart } from "../start/complete-start.js";
import type { MetricsSettings, Settings } from "../env.js";
import { superviseWorkers } from "./supervise-workers.js";
import type { RunningServer } from "../start/start.js";
import { workerExecArgv } from "./worker-exec-argv.js";
import { startWorkerProcess, type WorkerProcess } from "./worker-process.js";

/** Serves one port from several processes; this one accepts connections and distributes them. */
export async function startWorkers(settings: Settings, log: Logger): Promise<RunningServer> {
  cluster.setupPrimary({ execArgv: workerExecArgv() });
  const workers = Array.from({ length: settings.workers }, startWorkerProcess);
  try {
    const bootstrapped = await openAll(workers);
    const port = settings.port === 0 ? await choosePort(settings.host) : settings.port;
    // Listen only when all workers are open, so that the fastest does not get all of the first connections.
    await Promise.all(workers.map((worker) => worker.execute({ kind: "listen", port })));
    const processIds = workers.map(({ pid }) => pid);
    const metrics = settings.metrics && (await openMetrics(settings.metrics, log));
    const facts = { bootstrapped, port, processIds, metricsUrl: metrics?.url };
    const stopWorkers = superviseWorkers(workers, { port, stop: settings.stop, log });
    const stop = async () => {
      await stopWorkers();
      await metrics?.close();
    };
    return { ready: completeStart(settings, facts), stop };
  } catch (error) {
    await Promise.all(workers.map(kill));
    throw error;
  }
}

/** Only the first waits for an unreachable database and reports what is wrong with it. */
async function openAll([first, ...others]: readonly WorkerProcess[]): Promise<BootstrapResult> {
  await first?.execute({ kind: "open" });
  const [event] = await Promise.all([
    first?.execute({ kind: "bootstrap" }),
    ...others.map((worker) => worker.execute({ kind: "open" })),
  ]);
  if (event?.kind === "bootstrapped") return event.result;
  throw new AppError("UNAVAILABLE", "The first worker reported no credentials");
}

/**
 * A port that is free on every address. All workers use this number, so that a restarted one shares the socket,
 * even if no other worker is left.
 */
async function choosePort(host: string | undefined): Promise<number> {
  const createProbe = () => createServer().on("connection", (socket) => socket.destroy());
  const probe = await listen(createProbe, { host, port: 0 });
  await probe.close(0);
  return probe.port;
}

/** Loaded only if metrics are enabled. */
async function openMetrics(settings: MetricsSettings, log: Logger) {
  const { openClusterMetrics } = await import("../observability/metrics/open-metrics.js");
  return openClusterMetrics(settings, log);
}

async function kill(worker: WorkerProcess): Promise<void> {
  worker.kill();
  await worker.exited;
}
