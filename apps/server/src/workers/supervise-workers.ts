import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "@roster/api";
import { isAppError } from "@roster/contract";
import type { StopSettings } from "../env.js";
import { restartBackoff } from "./restart-backoff.js";
import { startWorkerProcess, type WorkerProcess } from "./worker-process.js";

/** How long a worker may take beside what the settings allow until it is killed, in milliseconds. */
const STOP_GRACE_MS = 1500;

export interface SuperviseOptions {
  readonly port: number;
  readonly stop: StopSettings;
  readonly log: Logger;
}

/** Puts another in the place of each worker that ends; returns what stops them all. */
export function superviseWorkers(
  workers: readonly WorkerProcess[],
  { port, stop, log }: SuperviseOptions,
): () => Promise<void> {
  const stopping = new AbortController();
  const running = new Set(workers);

  async function keepPlace(first: WorkerProcess): Promise<void> {
    let worker = first;
    for (let deaths = 0; ;) {
      const since = Date.now();
      const exit = await worker.exited;
      running.delete(worker);
      if (stopping.signal.aborted) {
        if (exit.code !== 0) throw new Error(`worker ${worker.pid} did not stop in time`);
        return;
      }
      const after = restartBackoff({ deaths, livedFor: Date.now() - since });
      deaths = after.deaths;
      const facts = { worker: worker.pid, ...exit, pauseMs: after.pause };
      log.error(facts, "a worker ended; another takes its place");
      await pause(after.pause, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      worker = startWorkerProcess();
      running.add(worker);
      await startServing(worker, port).catch((error: unknown) => {
        if (!isAppError(error)) throw error;
        log.error({ worker: worker.pid }, error.message); // and its exit comes next
      });
    }
  }

  const places = workers.map(keepPlace);
  return async () => {
    stopping.abort();
    for (const worker of running) worker.stop();
    const limit = setTimeout(
      () => {
        for (const worker of running) worker.kill();
      },
      stop.delay + stop.limit + STOP_GRACE_MS,
    );
    await Promise.all(places).finally(() => clearTimeout(limit));
  };
}

async function startServing(worker: WorkerProcess, port: number): Promise<void> {
  await worker.execute({ kind: "open", bootstraps: false });
  await worker.execute({ kind: "listen", port });
}
