import { setTimeout as sleep } from "node:timers/promises";
import { isUnreachable } from "@roster/db";
import type { Logger } from "pino";

const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 15_000;

export interface RetryOptions {
  /** How long to retry in total. */
  readonly timeoutMs: number;
  readonly log: Pick<Logger, "warn">;
}

/**
 * Opens a database, with exponential backoff while it is unreachable. Each failed attempt is logged.
 *
 * @throws the last error of `open` if the time is up, or at once if retrying cannot help (a wrong password).
 */
export async function connectWithRetry<T>(
  open: () => Promise<T>,
  { timeoutMs: limit, log }: RetryOptions,
): Promise<T> {
  const deadline = performance.now() + limit;
  for (let delay = FIRST_DELAY_MS; ; delay = Math.min(delay * 2, MAX_DELAY_MS)) {
    try {
      return await open();
    } catch (error) {
      if (!isUnreachable(error) || performance.now() + delay > deadline) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      log.warn({ pauseMs: delay }, `${reason}. Retrying in ${delay / 1000} s`);
      await sleep(delay);
    }
  }
}
