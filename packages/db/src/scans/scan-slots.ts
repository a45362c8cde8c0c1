import { AppError } from "@roster/contract";
import { cancelled, type ScanRequest, watchSignal } from "./scan.js";

export interface ScanLimits {
  /** How many scans run at a time. An app can use half of them, an end user one. */
  readonly running: number;
  /** How many scans wait at most: altogether, of an app, and of an end user. */
  readonly waiting?: number;
  readonly waitingPerApp?: number;
  readonly waitingPerUser?: number;
}

export interface ScanCounts {
  readonly running: number;
  readonly waiting: number;
}

/** An end user, or everyone else who calls for an app. */
interface Caller {
  readonly maxRunning: number;
  readonly maxWaiting: number;
  running: number;
  /** The functions that start the waiting scans, oldest first. */
  readonly waiting: Set<() => void>;
}

interface App {
  running: number;
  waiting: number;
  /** By user id, in the order in which their waiting scans start. */
  readonly callers: Map<string | undefined, Caller>;
}

/** Limits how many scans run at a time. Waiting ones start in turns: of the apps, and within an app, of its callers. */
export class ScanSlots {
  readonly #limits: Required<ScanLimits> & { readonly runningPerApp: number };
  /** The apps with scans, in the order in which their waiting scans start. */
  readonly #apps = new Map<string, App>();
  #running = 0;
  #waiting = 0;

  constructor({ running, waiting = 2000, waitingPerApp = 500, waitingPerUser = 100 }: ScanLimits) {
    const runningPerApp = Math.max(1, Math.floor(running / 2));
    this.#limits = { running, runningPerApp, waiting, waitingPerApp, waitingPerUser };
  }

  get counts(): ScanCounts {
    return { running: this.#running, waiting: this.#waiting };
  }

  /**
   * Runs `scan` as soon as its caller has a free slot.
   *
   * @throws AppError RATE_LIMITED if too many scans of the caller or its app wait, or if this one has to wait for them
   * as long as it may run; UNAVAILABLE if it is because of others; CANCELLED if the signal is aborted.
   */
  async run<T>(request: ScanRequest, scan: () => Promise<T>): Promise<T> {
    const { appId, userId } = request;
    const app = this.#appOf(appId);
    const caller = this.#callerOf(app, userId);
    const count = (scans: 1 | -1) => {
      this.#running += scans;
      app.running += scans;
      caller.running += scans;
      moveToEnd(this.#apps, appId);
      moveToEnd(app.callers, userId);
    };
    const start = () => count(1);
    try {
      if (this.#canStart(app, caller)) start();
      else await this.#wait({ app, caller, start }, request);
    } catch (error) {
      this.#forgetIdle(app, request);
      throw error;
    }
    try {
      return await scan();
    } finally {
      count(-1);
      this.#startNext();
      this.#forgetIdle(app, request);
    }
  }

  #canStart(app: App, caller: Caller): boolean {
    const { running, runningPerApp } = this.#limits;
    const isAppFree = this.#running < running && app.running < runningPerApp;
    return isAppFree && caller.running < caller.maxRunning;
  }

  /** The end of one scan lets at most one other start. */
  #startNext(): void {
    for (const app of this.#apps.values()) {
      if (app.waiting === 0) continue;
      for (const caller of app.callers.values()) {
        const [startOldest] = caller.waiting;
        if (startOldest && this.#canStart(app, caller)) return startOldest();
      }
    }
  }

  async #wait({ app, caller, start }: Waiting, request: ScanRequest): Promise<void> {
    this.#rejectExcess(app, caller);
    let leave = () => {};
    const started = new Promise<void>((resolve, reject) => {
      const startNow = () => {
        leave();
        start();
        resolve();
      };
      const giveUp = (error: AppError) => {
        leave();
        reject(error);
      };
      const unwatch = watchSignal(request, () => giveUp(cancelled()));
      const timer = setTimeout(() => giveUp(this.#tooLate(app, caller)), request.deadlineMs);
      leave = () => {
        unwatch();
        clearTimeout(timer);
        caller.waiting.delete(startNow);
        app.waiting -= 1;
        this.#waiting -= 1;
      };
      caller.waiting.add(startNow);
      app.waiting += 1;
      this.#waiting += 1;
    });
    await started;
  }

  #rejectExcess(app: App, caller: Caller): void {
    if (this.#waiting >= this.#limits.waiting) throw overloaded();
    if (caller.waiting.size >= caller.maxWaiting) throw tooMany("this caller");
    if (app.waiting >= this.#limits.waitingPerApp) throw tooMany("this app");
  }

  #tooLate(app: App, caller: Caller): AppError {
    if (caller.running >= caller.maxRunning) return tooMany("this caller");
    return app.running >= this.#limits.runningPerApp ? tooMany("this app") : overloaded();
  }

  #appOf(appId: string): App {
    const known = this.#apps.get(appId);
    if (known) return known;
    const app = { running: 0, waiting: 0, callers: new Map() };
    this.#apps.set(appId, app);
    return app;
  }

  #callerOf({ callers }: App, userId: string | undefined): Caller {
    const known = callers.get(userId);
    if (known) return known;
    const { runningPerApp, waitingPerApp, waitingPerUser } = this.#limits;
    const bounds =
      userId === undefined
        ? { maxRunning: runningPerApp, maxWaiting: waitingPerApp }
        : { maxRunning: 1, maxWaiting: waitingPerUser };
    const caller: Caller = { ...bounds, running: 0, waiting: new Set() };
    callers.set(userId, caller);
    return caller;
  }

  #forgetIdle(app: App, { appId, userId }: ScanRequest): void {
    const caller = app.callers.get(userId);
    if (caller?.running === 0 && caller.waiting.size === 0) app.callers.delete(userId);
    if (app.callers.size === 0 && this.#apps.get(appId) === app) this.#apps.delete(appId);
  }
}

const RETRY_AFTER_SECONDS = 1;

interface Waiting {
  readonly app: App;
  readonly caller: Caller;
  /** Counts the scan as running. */
  readonly start: () => void;
}

function overloaded(): AppError {
  return new AppError("UNAVAILABLE", "Too many queries are running; try again", {
    details: { retryAfterSeconds: RETRY_AFTER_SECONDS },
  });
}

function tooMany(whose: string): AppError {
  return new AppError("RATE_LIMITED", `Too many queries of ${whose} are waiting; send fewer`, {
    details: { retryAfterSeconds: RETRY_AFTER_SECONDS },
  });
}

function moveToEnd<Key, Value>(map: Map<Key, Value>, key: Key): void {
  const value = map.get(key);
  if (value === undefined) return;
  map.delete(key);
  map.set(key, value);
}
