import cluster from "node:cluster";
import { AppError } from "@roster/contract";
import type { WorkerCommand, WorkerEvent } from "./worker-messages.js";

export interface WorkerExit {
  readonly code: number | null;
  readonly signal: string | null;
}

/** A worker, as seen by the primary process. */
export interface WorkerProcess {
  readonly pid: number;
  readonly exited: Promise<WorkerExit>;
  /**
   * Sends a command and resolves with the worker's reply.
   *
   * @throws AppError UNAVAILABLE with the worker's reason, or if it ended without a reply.
   */
  execute(command: WorkerCommand): Promise<WorkerEvent>;
  stop(): void;
  kill(): void;
}

export function startWorkerProcess(): WorkerProcess {
  const worker = cluster.fork();
  const exited = new Promise<WorkerExit>((resolve) => {
    worker.once("exit", (code: number | null, signal: string | null) => resolve({ code, signal }));
  });
  const pid = worker.process.pid ?? 0;
  const send = (command: WorkerCommand) => {
    // A worker that has just ended has no channel; `exited` resolves.
    if (worker.isConnected()) worker.process.send(command, () => {});
  };
  const nextEvent = async (): Promise<WorkerEvent> => {
    const received = new Promise<WorkerEvent>((resolve) => worker.once("message", resolve));
    const event = await Promise.race([received, exited]);
    if (!("kind" in event)) {
      const end = event.signal ?? `exit code ${event.code}`;
      throw new AppError("UNAVAILABLE", `Worker ${pid} ended (${end}) before it was ready`);
    }
    if (event.kind === "failed") throw new AppError("UNAVAILABLE", event.message);
    return event;
  };
  const started = nextEvent();
  started.catch(() => {}); // `execute` rejects
  return {
    pid,
    exited,
    async execute(command) {
      await started;
      const reply = nextEvent();
      send(command);
      return reply;
    },
    // A command sent before it has started would be lost; a worker that never starts ends on its own.
    stop: () =>
      void started.then(
        () => send({ kind: "stop" }),
        () => {},
      ),
    kill: () => void worker.process.kill("SIGKILL"),
  };
}
