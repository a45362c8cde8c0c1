import { channel, subscribe } from "node:diagnostics_channel";

/** A background task that started to fail. It runs again at its next interval. */
export interface TaskFailure {
  readonly task: string;
  readonly error: unknown;
}

/** In milliseconds. */
interface Times {
  /** Until the first run. */
  readonly first: number;
  readonly interval: number;
}

const failures = channel("roster:task-failure");

/**
 * Runs `work` periodically until disposed, without keeping the process alive. Runs do not overlap: one that is still
 * active skips the next. A failure never throws; it is reported once until the task succeeds again. Disposal aborts the
 * signal, at which long work ends early, and waits for the run.
 */
export function every(
  times: number | Times,
  task: string,
  work: (signal: AbortSignal) => unknown,
): AsyncDisposable {
  const { first, interval } = typeof times === "number" ? { first: times, interval: times } : times;
  const stop = new AbortController();
  let running: Promise<void> | undefined;
  let isFailing = false;
  const run = async () => {
    try {
      await work(stop.signal);
      isFailing = false;
    } catch (error) {
      if (!isFailing) reportTaskFailure({ task, error });
      isFailing = true;
    }
  };
  const runNext = () => {
    running ??= run().finally(() => (running = undefined));
  };
  let timer = setTimeout(() => {
    timer = setInterval(runNext, interval).unref();
    runNext();
  }, first).unref();
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      stop.abort();
      await running;
    },
  };
}

/** Reports a background task's failure to the log. */
export function reportTaskFailure(failure: TaskFailure): void {
  failures.publish(failure);
}

/** Subscribes a log to the failures of background tasks in this process. */
export function onTaskFailure(listener: (failure: TaskFailure) => void): void {
  subscribe(failures.name, (message) => listener(message as TaskFailure)); // oxlint-disable-line typescript/consistent-type-assertions -- channels are untyped; only `reportTaskFailure` publishes here
}
