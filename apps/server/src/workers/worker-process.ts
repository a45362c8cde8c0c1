import cluster from "node:cluster";
import { AppError } from "@roster/contract";
import type { WorkerCommand, WorkerEvent } from "./worker-messages.js";

export interface WorkerExit {
  readonly code: number | null;
  readonly signal: string | null;
}

/** A worker as the primary process sees it. */
export interface WorkerProcess {
  readonly pid: number;
  readonly exited: Promise<WorkerExit>;
  /**
   * Gives an order and resolves with the report on it.
   *
   * @throws AppError UNAVAILABLE with the worker's own reason, or where it ended without one.
   */
  execute(order: WorkerCommand): Promise<WorkerEvent>;
  stop(): void;
  kill(): void;
}

export function startWorkerProcess(): WorkerProcess {
  const worker = cluster.fork();
  const exited = new Promise<WorkerExit>((resolve) => {
    worker.once("exit", (code: number | null, signal: string | null) => resolve({ code, signal }));
  });
  const pid = worker.process.pid ?? 0;
  const give = (order: WorkerCommand) => {
    // One that has just ended has no channel; `exited` tells.
    if (worker.isConnected()) worker.process.send(order, () => {});
  };
  const nextReport = async (): Promise<WorkerEvent> => {
    const reported = new Promise<WorkerEvent>((resolve) => worker.once("message", resolve));
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
    async execute(order) {
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
