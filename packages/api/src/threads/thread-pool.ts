import { Worker } from "node:worker_threads";
import { AppError } from "@roster/contract";
import { type Job, overloaded, type Waiting, WaitingJobs } from "./waiting-jobs.js";

export interface ThreadPoolOptions {
  /** The code of the threads. */
  readonly entry: URL;
  /** How long one job may run, in milliseconds. */
  readonly limitMs: number;
  /** How long a thread may take to start, and to prepare a job, in milliseconds. */
  readonly maxStartMs: number;
  /** How many megabytes a thread's objects may have. */
  readonly memoryMb: number;
  /** How long a job may wait for a thread, in milliseconds. */
  readonly maxWaitMs: number;
  /** How many jobs a thread is given before it has responded to the first. */
  readonly maxPending: number;
}

/** A thread that runs jobs one after another. */
interface Thread {
  readonly worker: Worker;
  /** What the thread has been given, to be used by {@link Job.toMessage}. */
  readonly known: Set<string>;
  readonly pending: Pending[];
  isStarted: boolean;
  timer: NodeJS.Timeout | undefined;
}

/** A job that a thread has been given. */
interface Pending {
  readonly waiting: Waiting;
  /** False while the thread, once it runs the job, has to prepare something for it. */
  isPrepared: boolean;
}

/** The job took more time or memory than the pool's limits, and was stopped. */
export class JobLimitExceeded extends Error {}

const MAX_THREADS = 2;
const WAITING_LIMITS = { jobs: 10_000, size: 64 * 1024 * 1024 };
const MAX_IDLE_MS = 60_000;

/**
 * Runs jobs on threads, each for a limited time. A job that exceeds it is stopped together with its thread, and the
 * others that the thread was given run again. One app never has all threads, and threads change between apps that wait.
 */
export class ThreadPool {
  readonly #options: ThreadPoolOptions;
  readonly #threads = new Set<Thread>();
  readonly #waiting = new WaitingJobs(WAITING_LIMITS);

  constructor(options: ThreadPoolOptions) {
    this.#options = options;
  }

  /** @throws JobLimitExceeded, or AppError UNAVAILABLE if too many jobs wait, or the thread failed. */
  run(job: Job): Promise<unknown> {
    if (!this.#waiting.hasRoomFor(job.appId)) return Promise.reject(overloaded());
    const deadline = performance.now() + this.#options.maxWaitMs;
    return new Promise((resolve, reject) => {
      this.#waiting.add({ job, deadline, resolve, reject });
      this.#dispatch();
    });
  }

  #dispatch(): void {
    for (const thread of this.#threads) this.#fill(thread);
    while (this.#threads.size < MAX_THREADS) {
      const first = this.#waiting.take((appId) => this.#mayStart(appId));
      if (!first) return;
      const thread = this.#start();
      this.#give(thread, first);
      this.#fill(thread);
    }
  }

  /** Jobs of one app at a time, so that a slow one delays no other app; and no more of them once another app waits. */
  #fill(thread: Thread): void {
    const { pending } = thread;
    const mayStart = (appId: string) => this.#mayStart(appId);
    while (pending.length < this.#options.maxPending) {
      const current = pending[0]?.waiting.job.appId;
      if (current !== undefined && this.#waiting.has(mayStart)) return;
      const next = this.#waiting.take(
        current === undefined ? mayStart : (appId) => appId === current,
      );
      if (!next) return;
      this.#give(thread, next);
    }
  }

  #mayStart(appId: string): boolean {
    const running = [...this.#threads].filter(
      ({ pending }) => pending[0]?.waiting.job.appId === appId,
    );
    return running.length < MAX_THREADS - 1;
  }

  #start(): Thread {
    const thread: Thread = {
      worker: new Worker(this.#options.entry, {
        execArgv: [],
        resourceLimits: { maxOldGenerationSizeMb: this.#options.memoryMb },
      }),
      known: new Set(),
      pending: [],
      isStarted: false,
      timer: undefined,
    };
    thread.worker.on("message", (response) => this.#receive(thread, response));
    thread.worker.on("error", (error) => this.#end(thread, toJobError(error)));
    thread.worker.on("exit", () => this.#end(thread, stopped()));
    this.#threads.add(thread);
    return thread;
  }

  #give(thread: Thread, waiting: Waiting): void {
    const { content, isPrepared } = waiting.job.toMessage(thread.known);
    thread.pending.push({ waiting, isPrepared });
    thread.worker.postMessage(content);
    if (thread.pending.length > 1) return;
    thread.worker.ref();
    this.#startTimer(thread);
  }

  #receive(thread: Thread, response: unknown): void {
    if (!this.#threads.has(thread)) return;
    const [first] = thread.pending;
    if (!isReady(response)) {
      thread.pending.shift()?.waiting.resolve(response);
      this.#fill(thread);
    } else if (!thread.isStarted) {
      thread.isStarted = true;
    } else if (first) {
      first.isPrepared = true;
    }
    this.#startTimer(thread);
  }

  /** Limits the first job's time, or the time that the thread has nothing to do. */
  #startTimer(thread: Thread): void {
    clearTimeout(thread.timer);
    const [first] = thread.pending;
    const isIdle = first === undefined;
    if (isIdle) thread.worker.unref();
    const { limitMs, maxStartMs } = this.#options;
    const isRunning = thread.isStarted && first?.isPrepared === true;
    const ms = isIdle ? MAX_IDLE_MS : isRunning ? limitMs : maxStartMs;
    const timer = setTimeout(() => {
      // After this event loop was blocked, the response may have arrived: it is read first.
      setImmediate(() => {
        if (thread.timer === timer)
          this.#end(thread, isRunning ? new JobLimitExceeded() : stopped());
      });
    }, ms);
    if (isIdle) timer.unref();
    thread.timer = timer;
  }

  /** Stops the thread. Its first job fails, and the others wait again. */
  #end(thread: Thread, error: unknown): void {
    if (!this.#threads.delete(thread)) return;
    clearTimeout(thread.timer);
    thread.timer = undefined;
    void thread.worker.terminate();
    const [first, ...rest] = thread.pending;
    first?.waiting.reject(error);
    for (const { waiting } of rest) this.#waiting.add(waiting);
    this.#dispatch();
  }
}

/** A thread also reports that it has started, and that it has prepared a job, from when on the job's time counts. */
const isReady = (response: unknown) =>
  typeof response === "object" && response !== null && "isReady" in response;

/** Only running out of memory is the job's fault. */
function toJobError(error: unknown): Error {
  const isOutOfMemory =
    error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
  return isOutOfMemory ? new JobLimitExceeded() : stopped(error);
}

const stopped = (cause?: unknown) =>
  new AppError("UNAVAILABLE", "The thread that validates data has stopped; try again", { cause });
