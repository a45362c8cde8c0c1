import cluster from "node:cluster";
import { AppError } from "@roster/contract";
import type { Order, Report } from "./worker-messages.js";

export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
}

/** A worker as the primary process sees it. */
export interface WorkerProcess {
  readonly pid: number;
  readonly exited: Promise<Exit>;
  /**
   * Gives an order and resolves with the report on it.
   *
   * @throws AppError UNAVAILABLE with the worker's own reason, or where it ended without one.
   */
  order(order: Order): Promise<Report>;
  stop(): void;
  kill(): void;
}

export function startWorkerProcess(): WorkerProcess {
  const worker = cluster.fork();
  const exited = new Promise<Exit>((resolve) => {
    worker.once("exit", (code: number | null, signal: string | null) => resolve({ code, signal }));
  });
  const pid = worker.process.pid ?? 0;
  const give = (order: Order) => {
    // One that has just ended has no channel; `exited` tells.
    if (worker.isConnected()) worker.process.send(order, () => {});
  };
  const nextReport = async (): Promise<Report> => {
    const reported = new Promise<Report>((resolve) => worker.once("message", resolve));
    const report = await Promise.race([reported, exited]);
    if (!("kind" in report)) {
      const end = report.signal ?? `exit code ${report.code}`;
      throw new AppError("UNAVAILABLE", `Worker ${pid} ended (${end}) before it served`);
    }
    if (report.kind === "failed") throw new AppError("UNAVAILABLE", report.message);
    return report;
  };
  const started = nextReport();
  started.catch(() => {}); // an order tells
  return {
    pid,
    exited,
    async order(order) {
      await started;
      const report = nextReport();
      give(order);
      return report;
    },
    // Before it has started it would not hear; where it never does, it ends by itself.
    stop: () =>
      void started.then(
        () => give({ kind: "stop" }),
        () => {},
      ),
    kill: () => void worker.process.kill("SIGKILL"),
  };
}
