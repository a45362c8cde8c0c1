/** What may end a call early, as tRPC's links have it. */
type Signal = AbortSignal | null | undefined;

interface Outcome<Value> {
  readonly resolve: (value: Value) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The outcome of what `start` begins, or a rejection with the signal's reason as soon as that is aborted.
 * Either way what `start` returned is called at the end.
 */
export async function abortable<Value>(
  signal: Signal,
  start: (outcome: Outcome<Value>) => () => void,
): Promise<Value> {
  signal?.throwIfAborted();
  const stops: (() => void)[] = [];
  try {
    return await new Promise<Value>((resolve, reject) => {
      if (signal) stops.push(onAbort(signal, () => reject(new Error("Aborted"))));
      stops.push(start({ resolve, reject }));
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    for (const stop of stops) stop();
  }
}

/** One listener a signal, however many calls it can end: beyond ten, Node warns of a leak. */
const callbacksBySignal = new WeakMap<AbortSignal, Set<() => void>>();

/** Calls `callback` when the signal is aborted, unless the function that it returns is called first. */
function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const callbacks = callbacksBySignal.get(signal) ?? listen(signal);
  callbacks.add(callback);
  return () => callbacks.delete(callback);
}

function listen(signal: AbortSignal): Set<() => void> {
  const callbacks = new Set<() => void>();
  callbacksBySignal.set(signal, callbacks);
  signal.addEventListener("abort", () => callbacks.forEach((callback) => callback()));
  return callbacks;
}

/** Longer timers would fire at once: 24.8 days, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Calls `callback` later, `Infinity` being never, unless the function that it returns is called first. */
export function startTimer(callback: () => void, milliseconds: number): () => void {
  if (milliseconds > LONGEST_TIMER) return () => {};
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
}
