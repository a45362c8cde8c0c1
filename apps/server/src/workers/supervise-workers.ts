import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "@roster/api";
import { isAppError } from "@roster/contract";
import type { StopSettings } from "../env.js";
import { restartBackoff } from "./restart-backoff.js";
import { startWorkerProcess, type WorkerProcess } from "./worker-process.js";

/** How long a worker may take beyond what the settings allow before it is killed. */
const STOP_GRACE_MS = 1500;

export interface SuperviseOptions {
  readonly port: number;
  readonly stop: StopSettings;
  readonly log: Logger;
}

/** Restarts each worker that ends. Returns a function that stops all workers. */
export function superviseWorkers(
  workers: readonly WorkerProcess[],
  { port, stop, log }: SuperviseOptions,
): () => Promise<void> {
  const stopping = new AbortController();
  const running = new Set(workers);

  async function superviseSlot(first: WorkerProcess): Promise<void> {
    let worker = first;
    for (let failures = 0; ;) {
      const startedAt = Date.now();
      const exit = await worker.exited;
      running.delete(worker);
      if (stopping.signal.aborted) {
        if (exit.code !== 0) throw new Error(`worker ${worker.pid} did not stop in time`);
        return;
      }
      const backoff = restartBackoff({ failures, uptimeMs: Date.now() - startedAt });
      failures = backoff.failures;
      const fields = { worker: worker.pid, ...exit, pauseMs: backoff.delayMs };
      log.error(fields, "worker ended; starting a new one");
      await sleep(backoff.delayMs, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      worker = startWorkerProcess();
      running.add(worker);
      await startServing(worker, port).catch((error: unknown) => {
        if (!isAppError(error)) throw error;
        log.error({ worker: worker.pid }, error.message); // the worker exits next
      });
    }
  }

  const slots = workers.map(superviseSlot);
  return async () => {
    stopping.abort();
    for (const worker of running) worker.stop();
    const limit = setTimeout(
      () => {
        for (const worker of running) worker.kill();
      },
      stop.delay + stop.limit + STOP_GRACE_MS,
    );
    await Promise.all(slots).finally(() => clearTimeout(limit));
  };
}

async function startServing(worker: WorkerProcess, port: number): Promise<void> {
  await worker.execute({ kind: "open" });
  await worker.execute({ kind: "listen", port });
}
