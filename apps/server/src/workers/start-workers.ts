import { createServer } from "node:http";
import type { Logger } from "@roster/api";
import { AppError } from "@roster/contract";
import { listen } from "@roster/http";
import { completeStart } from "../start/complete-start.js";
import type { MetricsSettings, Settings } from "../env.js";
import { superviseWorkers } from "./supervise-workers.js";
import type { RunningServer } from "../start/start.js";
import { startWorkerProcess, type WorkerProcess } from "./worker-process.js";

/** Serves one port from several processes; this one accepts connections and hands them round. */
export async function startWorkers(settings: Settings, log: Logger): Promise<RunningServer> {
  const workers = Array.from({ length: settings.workers }, startWorkerProcess);
  try {
    // The first alone waits for a database that is away, and tells what is wrong with it.
    const [first, ...others] = workers;
    const report = await first?.execute({ kind: "open", bootstraps: true });
    const bootstrapped = report?.kind === "opened" ? report.bootstrapped : undefined;
    await Promise.all(others.map((worker) => worker.execute({ kind: "open", bootstraps: false })));
    if (!bootstrapped) throw new AppError("UNAVAILABLE", "The first worker told no credentials");
    const port = settings.port === 0 ? await choosePort(settings.host) : settings.port;
    // When all are open, so that the first connections do not all go to the fastest.
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

/**
 * A port that is free on every address. All workers name it, so that one that comes later finds the
 * others' socket, also where none of them is left.
 */
async function choosePort(host: string | undefined): Promise<number> {
  const createProbe = () => createServer().on("connection", (socket) => socket.destroy());
  const probe = await listen(createProbe, { host, port: 0 });
  await probe.close(0);
  return probe.port;
}

/** Loaded where they are wanted alone. */
async function openMetrics(settings: MetricsSettings, log: Logger) {
  const { openClusterMetrics } = await import("../observability/metrics/open-metrics.js");
  return openClusterMetrics(settings, log);
}

async function kill(worker: WorkerProcess): Promise<void> {
  worker.kill();
  await worker.exited;
}
