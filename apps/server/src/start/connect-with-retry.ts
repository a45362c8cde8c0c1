import { setTimeout as pause } from "node:timers/promises";
import { isUnreachable } from "@roster/db";
import type { Logger } from "pino";

const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 15_000;

export interface RetryOptions {
  /** How long in all, in milliseconds. */
  readonly timeoutMs: number;
  readonly log: Pick<Logger, "warn">;
}

/**
 * Opens a database, again and again with growing pauses while nobody answers there, and says so each time.
 * What another try cannot mend, such as a wrong password, is thrown at once.
 *
 * @throws what `open` threw last, where the limit has passed.
 */
export async function connectWithRetry<T>(
  open: () => Promise<T>,
  { timeoutMs: limit, log }: RetryOptions,
): Promise<T> {
  const deadline = performance.now() + limit;
  for (let wait = FIRST_DELAY_MS; ; wait = Math.min(wait * 2, MAX_DELAY_MS)) {
    try {
      return await open();
    } catch (error) {
      if (!isUnreachable(error) || performance.now() + wait > deadline) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      log.warn({ pauseMs: wait }, `${reason}. Waiting for it; the next try is in ${wait / 1000} s`);
      await pause(wait);
    }
  }
}
