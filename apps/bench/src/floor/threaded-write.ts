import { Worker } from "node:worker_threads";
import type { NewRow } from "./floor-store.js";

/** Commits on a thread, which responds in the order of the messages. */
export function startThreadedWrite(
  path: string,
  appId: string,
): (rows: readonly NewRow[]) => Promise<boolean[]> {
  const thread = new Worker(new URL("commit-thread.js", import.meta.url), {
    argv: [path, appId],
  });
  const waiting: ((inserted: boolean[]) => void)[] = [];
  thread.on("message", (inserted: boolean[]) => waiting.shift()?.(inserted));
  return (rows) =>
    new Promise((resolve) => {
      waiting.push(resolve);
      thread.postMessage(rows);
    });
}
