import { setTimeout as pause } from "node:timers/promises";
import { isUnreachable } from "@roster/db";
import type { Logger } from "pino";

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;

export interface Waiting {
  /** How long in all, in milliseconds. */
  readonly limit: number;
  readonly log: Pick<Logger, "warn">;
}

/**
 * Opens a database, again and again with growing pauses while nobody answers there, and says so each time.
 * What another try cannot mend, such as a wrong password, is thrown at once.
 *
 * @throws what `open` threw last, where the limit has passed.
 */
export async function waitForDatabase<T>(
  open: () => Promise<T>,
  { limit, log }: Waiting,
): Promise<T> {
  const deadline = performance.now() + limit;
  for (let wait = FIRST_PAUSE; ; wait = Math.min(wait * 2, LONGEST_PAUSE)) {
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
