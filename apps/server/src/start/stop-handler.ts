import type { Settings } from "../env.js";

/** How long an end may take beside what the settings allow, in milliseconds. */
const STOP_GRACE_MS = 1000;

/**
 * Signals that come sooner after the first one belong to it, in milliseconds: one Ctrl-C reaches a process
 * from its terminal, and once more from the package manager that has started it.
 */
const DUPLICATE_SIGNAL_MS = 1000;

/** How long a stop may take in all, in milliseconds. */
export const stopTimeout = ({ stop }: Settings) => stop.delay + stop.limit;

/**
 * Ends the process with exit code 0 when `stop` has finished or has run past the limit. With 1 where it fails,
 * and at once where whoever asks does so a second time.
 */
export function createStopHandler(stop: () => Promise<void>, limit: number): () => void {
  let since: number | undefined;
  return () => {
    const now = performance.now();
    if (since !== undefined) {
      if (now - since >= DUPLICATE_SIGNAL_MS) process.exit(1);
      return;
    }
    since = now;
    setTimeout(() => process.exit(0), limit + STOP_GRACE_MS).unref();
    void stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
}
