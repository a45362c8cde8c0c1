import { Worker } from "node:worker_threads";
import { AppError } from "@roster/contract";
import { FairQueue, type JobOwner } from "./fair-queue.js";

export interface ThreadPoolOptions {
  /** The code of the threads. */
  readonly entry: URL;
  /** How long one job may run, in milliseconds. */
  readonly limitMs: number;
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
  readonly pending: Waiting[];
  timer: NodeJS.Timeout | undefined;
}

/** What a thread is to do. */
export interface Job extends JobOwner {
  /** Characters that wait in memory. */
  readonly size: number;
  /** `known` is what the thread has been given so far. */
  readonly toMessage: (known: Set<string>) => unknown;
}

interface Waiting {
  readonly job: Job;
  readonly since: number;
  readonly resolve: (response: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** The job took longer than the pool's limit, and was stopped. */
export class TimeLimitExceeded extends Error {}

const MAX_THREADS = 2;
const MAX_WAITING_JOBS = 10_000;
const MAX_WAITING_SIZE = 64 * 1024 * 1024;
const MAX_IDLE_MS = 60_000;

/**
 * Runs jobs on threads, each for a limited time. A job that exceeds it is stopped together with its thread, and the
 * others that the thread was given run again. One app never has all threads, so it cannot make others wait long.
 */
export class ThreadPool {
  readonly #options: ThreadPoolOptions;
  readonly #threads = new Set<Thread>();
  readonly #waiting = new FairQueue<Waiting>();
  #waitingSize = 0;

  constructor(options: ThreadPoolOptions) {
    this.#options = options;
  }

  /** @throws TimeLimitExceeded, or AppError UNAVAILABLE if too many jobs wait. */
  run(job: Job): Promise<unknown> {
    if (this.#waiting.size >= MAX_WAITING_JOBS || this.#waitingSize >= MAX_WAITING_SIZE) {
      return Promise.reject(overloaded());
    }
    return new Promise((resolve, reject) => {
      this.#waitingSize += job.size;
      this.#waiting.add(job, { job, since: performance.now(), resolve, reject });
      this.#dispatch();
    });
  }

  #dispatch(): void {
    for (const thread of this.#threads) this.#fill(thread);
    while (this.#threads.size < MAX_THREADS) {
      const first = this.#take((appId) => this.#mayStart(appId));
      if (!first) return;
      const thread = this.#start();
      this.#give(thread, first);
      this.#fill(thread);
    }
  }

  /** Jobs of one app at a time, so that a slow one delays no other app. */
  #fill(thread: Thread): void {
    const { pending } = thread;
    while (pending.length < this.#options.maxPending) {
      const current = pending[0]?.job.appId;
      const next = this.#take((appId) =>
        current === undefined ? this.#mayStart(appId) : appId === current,
      );
      if (!next) return;
      this.#give(thread, next);
    }
  }

  #mayStart(appId: string): boolean {
    const running = [...this.#threads].filter(({ pending }) => pending[0]?.job.appId === appId);
    return running.length < MAX_THREADS - 1;
  }

  #take(isAllowed: (appId: string) => boolean): Waiting | undefined {
    for (;;) {
      const waiting = this.#waiting.take(isAllowed);
      if (!waiting) return undefined;
      this.#waitingSize -= waiting.job.size;
      if (performance.now() - waiting.since <= this.#options.maxWaitMs) return waiting;
      waiting.reject(overloaded());
    }
  }

  #start(): Thread {
    const thread: Thread = {
      worker: new Worker(this.#options.entry, { execArgv: [] }),
      known: new Set(),
      pending: [],
      timer: undefined,
    };
    thread.worker.on("message", (response) => this.#receive(thread, response));
    thread.worker.on("error", (error) => this.#end(thread, error));
    this.#threads.add(thread);
    return thread;
  }

  #give(thread: Thread, waiting: Waiting): void {
    thread.pending.push(waiting);
    thread.worker.postMessage(waiting.job.toMessage(thread.known));
    if (thread.pending.length > 1) return;
    thread.worker.ref();
    this.#startTimer(thread);
  }

  #receive(thread: Thread, response: unknown): void {
    if (!this.#threads.has(thread)) return;
    if (!isReady(response)) {
      thread.pending.shift()?.resolve(response);
      this.#fill(thread);
    }
    this.#startTimer(thread);
  }

  /** Limits the first job's time, or the time that the thread has nothing to do. */
  #startTimer(thread: Thread): void {
    clearTimeout(thread.timer);
    const isIdle = thread.pending.length === 0;
    if (isIdle) thread.worker.unref();
    const ms = isIdle ? MAX_IDLE_MS : this.#options.limitMs;
    const timer = setTimeout(() => {
      // After this event loop was blocked, the response may have arrived: it is read first.
      setImmediate(() => {
        if (thread.timer === timer) this.#end(thread, new TimeLimitExceeded());
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
    first?.reject(error);
    for (const waiting of rest) {
      this.#waitingSize += waiting.job.size;
      this.#waiting.add(waiting.job, waiting);
    }
    this.#dispatch();
  }
}

/** A thread also reports that it has prepared a job, from when on the job's time counts. */
const isReady = (response: unknown) =>
  typeof response === "object" && response !== null && "isReady" in response;

const overloaded = () =>
  new AppError("UNAVAILABLE", "Too much data is waiting to be validated; try again later");
