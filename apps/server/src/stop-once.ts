/** How long a stop waits for requests that are under way, in milliseconds. */
export const STOP_LIMIT = 10_000;

/** Ends the process, once: with 0 when `stop` has finished, with 1 when it failed or ran past the limit. */
export function stopOnce(stop: () => Promise<void>): () => void {
  let isStopping = false;
  return () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), STOP_LIMIT).unref();
    void stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
}
