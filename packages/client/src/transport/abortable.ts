/** The signal of a tRPC operation. */
type Signal = AbortSignal | null | undefined;

interface Outcome<Value> {
  readonly resolve: (value: Value) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Resolves or rejects as `start` does, or rejects with the signal's reason as soon as it is aborted. In any
 * case, the cleanup function that `start` returned is called.
 */
export async function abortable<Value>(
  signal: Signal,
  start: (outcome: Outcome<Value>) => () => void,
): Promise<Value> {
  signal?.throwIfAborted();
  const cleanups: (() => void)[] = [];
  try {
    return await new Promise<Value>((resolve, reject) => {
      if (signal) cleanups.push(onAbort(signal, () => reject(new Error("Aborted"))));
      cleanups.push(start({ resolve, reject }));
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    for (const cleanup of cleanups) cleanup();
  }
}

/** One listener per signal, however many calls use it: Node warns of a leak above ten. */
const callbacksBySignal = new WeakMap<AbortSignal, Set<() => void>>();

/** Calls `callback` when the signal is aborted. Returns a function that cancels this. */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
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

/** 24.8 days in milliseconds: longer timers would fire immediately. */
const MAX_TIMER = 2 ** 31 - 1;

/** Calls `callback` after the time, or never for `Infinity`. Returns a function that cancels it. */
export function startTimer(callback: () => void, milliseconds: number): () => void {
  if (milliseconds > MAX_TIMER) return () => {};
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
}
