interface Outcome<Value> {
  readonly resolve: (value: Value) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The outcome of what `start` begins, or a rejection with the signal's reason as soon as that is aborted.
 * Either way what `start` returned is called at the end.
 */
export async function abortable<Value>(
  signal: AbortSignal,
  start: (outcome: Outcome<Value>) => () => void,
): Promise<Value> {
  signal.throwIfAborted();
  const stops: (() => void)[] = [];
  try {
    return await new Promise<Value>((resolve, reject) => {
      const onAbort = () => reject(new Error("Aborted"));
      signal.addEventListener("abort", onAbort);
      stops.push(() => signal.removeEventListener("abort", onAbort), start({ resolve, reject }));
    });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    for (const stop of stops) stop();
  }
}

/** Longer timers would fire at once: 24.8 days, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Calls `callback` later, `Infinity` being never, unless the function that it returns is called first. */
export function startTimer(callback: () => void, milliseconds: number): () => void {
  if (milliseconds > LONGEST_TIMER) return () => {};
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
}
