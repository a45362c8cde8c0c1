import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "@roster/api";
import { isAppError } from "@roster/contract";
import type { StopSettings } from "../env.js";
import { pauseBeforeReplacing } from "./replacement-pause.js";
import { startWorkerProcess, type WorkerProcess } from "./worker-process.js";

/** How long a worker may take beside what the settings allow until it is killed, in milliseconds. */
const GRACE = 1500;

export interface Keeping {
  readonly port: number;
  readonly stop: StopSettings;
  readonly log: Logger;
}

/** Puts another in the place of each worker that ends; returns what stops them all. */
export function keepWorkers(
  workers: readonly WorkerProcess[],
  { port, stop, log }: Keeping,
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
      const after = pauseBeforeReplacing({ deaths, livedFor: Date.now() - since });
      deaths = after.deaths;
      const facts = { worker: worker.pid, ...exit, pauseMs: after.pause };
      log.error(facts, "a worker ended; another takes its place");
      await pause(after.pause, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      worker = startWorkerProcess();
      running.add(worker);
      await serve(worker, port).catch((error: unknown) => {
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
      stop.delay + stop.limit + GRACE,
    );
    await Promise.all(places).finally(() => clearTimeout(limit));
  };
}

async function serve(worker: WorkerProcess, port: number): Promise<void> {
  await worker.order({ kind: "open", bootstraps: false });
  await worker.order({ kind: "listen", port });
}
