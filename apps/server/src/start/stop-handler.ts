import type { Settings } from "../env.js";

/** How long a stop may take beyond what the settings allow. */
const STOP_GRACE_MS = 1000;

/** One Ctrl-C reaches a process twice: from its terminal, and from the package manager that started it. */
const DUPLICATE_SIGNAL_MS = 1000;

/** How long a stop may take in total, in milliseconds. */
export const stopTimeout = ({ stop }: Settings) => stop.delay + stop.limit;

/**
 * Returns a signal handler that ends the process: with exit code 0 after `stop` or `limit` ms, with 1 if `stop`
 * fails, and with 1 at once on a second signal.
 */
export function createStopHandler(stop: () => Promise<void>, limit: number): () => void {
  let stoppingSince: number | undefined;
  return () => {
    const now = performance.now();
    if (stoppingSince !== undefined) {
      if (now - stoppingSince >= DUPLICATE_SIGNAL_MS) process.exit(1);
      return;
    }
    stoppingSince = now;
    setTimeout(() => process.exit(0), limit + STOP_GRACE_MS).unref();
    void stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
}
