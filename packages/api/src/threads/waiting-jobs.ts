import { AppError } from "@roster/contract";
import { FairQueue, type JobOwner } from "./fair-queue.js";

/** What a thread is to do. */
export interface Job extends JobOwner {
  /** Characters that wait in memory. */
  readonly size: number;
  /** `known` is what the thread has been given so far. */
  readonly toMessage: (known: Set<string>) => JobMessage;
}

export interface JobMessage {
  readonly content: unknown;
  /** Whether the thread reports `isReady` before it runs the job, because it has to prepare something first. */
  readonly isPrepared: boolean;
}

/** A job that waits for a thread, or for its response. */
export interface Waiting {
  readonly job: Job;
  /** Until when it may wait for a thread. */
  readonly deadline: number;
  readonly resolve: (response: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export interface WaitingLimits {
  readonly jobs: number;
  readonly size: number;
}

interface Totals {
  jobs: number;
  size: number;
}

/** The jobs that wait for a thread, each until its deadline. One app has at most half of the room. */
export class WaitingJobs {
  readonly #limits: WaitingLimits;
  readonly #queue = new FairQueue<Waiting>();
  readonly #timers = new Map<Waiting, NodeJS.Timeout>();
  readonly #all: Totals = { jobs: 0, size: 0 };
  readonly #apps = new Map<string, Totals>();

  constructor(limits: WaitingLimits) {
    this.#limits = limits;
  }

  hasRoomFor(appId: string): boolean {
    const { jobs, size } = this.#limits;
    const app = this.#apps.get(appId) ?? { jobs: 0, size: 0 };
    const isFull = this.#all.jobs >= jobs || this.#all.size >= size;
    return !isFull && app.jobs < jobs / 2 && app.size < size / 2;
  }

  add(waiting: Waiting): void {
    const { job, deadline } = waiting;
    this.#queue.add(job, waiting);
    this.#count(job, 1);
    const expire = () => {
      this.#queue.remove(job, waiting);
      this.#forget(waiting);
      waiting.reject(overloaded());
    };
    this.#timers.set(waiting, setTimeout(expire, Math.max(0, deadline - performance.now())));
  }

  /** Whether a job waits, of those apps that may have one. */
  has(isAllowed: (appId: string) => boolean): boolean {
    return this.#queue.has(isAllowed);
  }

  /** The next job, of those apps that may have one. */
  take(isAllowed: (appId: string) => boolean): Waiting | undefined {
    const waiting = this.#queue.take(isAllowed);
    if (waiting) this.#forget(waiting);
    return waiting;
  }

  #forget(waiting: Waiting): void {
    clearTimeout(this.#timers.get(waiting));
    this.#timers.delete(waiting);
    this.#count(waiting.job, -1);
  }

  #count({ appId, size }: Job, sign: 1 | -1): void {
    const app = this.#apps.get(appId) ?? { jobs: 0, size: 0 };
    for (const totals of [this.#all, app]) {
      totals.jobs += sign;
      totals.size += sign * size;
    }
    if (app.jobs > 0) this.#apps.set(appId, app);
    else this.#apps.delete(appId);
  }
}

export const overloaded = () =>
  new AppError("UNAVAILABLE", "Too much data is waiting to be validated; try again later");
