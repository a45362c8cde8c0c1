import { USAGE_HOURS, USAGE_KINDS } from "@roster/contract";
import type { UsageCount, UsageStore } from "@roster/db";
import type { CallEvent } from "../trpc/call-event.js";
import { usageKindOf } from "./usage-kind.js";
import { bucketIndexOf, LATENCY_BOUNDS } from "./latency.js";

const MINUTE = 60_000;

/** How often counts are written, in milliseconds: a process that is killed takes so much with it. */
const FLUSH_INTERVAL_MS = 10_000;

/** For how many minutes counts wait for a database that is away. */
const MAX_PENDING_MINUTES = 60;

const BUCKETS = LATENCY_BOUNDS.length;

type CallsByCode = Map<CallEvent["code"], Uint32Array>;

/** The calls that ended in one minute, by app, by code, and then by kind and bucket. */
interface Minute {
  /** Since 1970. */
  readonly number: number;
  readonly apps: Map<string, CallsByCode>;
}

export interface UsageCounterOptions {
  readonly store: Pick<UsageStore, "add" | "removeBefore">;
  /** Milliseconds since 1970. Default: the system's clock. */
  readonly now?: () => number;
}

/**
 * Counts what one process answers, and adds it to what all processes have counted. Calls whose app is not
 * known count for none. A database whose answer is lost after its commit gets the same counts twice.
 */
export class UsageCounter {
  readonly #store: UsageCounterOptions["store"];
  readonly #now: () => number;
  /** The kind of each procedure, as its place in {@link USAGE_KINDS}. */
  readonly #kinds = new Map<string, number>();
  #pending: Minute[] = [];
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> | undefined;
  #removedOldAt = 0;

  constructor({ store, now = Date.now }: UsageCounterOptions) {
    this.#store = store;
    this.#now = now;
  }

  /** Between two calls of every request: it awaits nothing and makes no object but the first time. */
  readonly count = ({ appId, path, code, seconds }: CallEvent): void => {
    if (appId === undefined) return;
    const { apps } = this.#minute();
    const codes: CallsByCode = apps.get(appId) ?? new Map<CallEvent["code"], Uint32Array>();
    if (codes.size === 0) apps.set(appId, codes);
    const calls = codes.get(code) ?? new Uint32Array(USAGE_KINDS.length * BUCKETS);
    if (!codes.has(code)) codes.set(code, calls);
    const place = this.#kindIndex(path) * BUCKETS + bucketIndexOf(seconds);
    calls[place] = (calls[place] ?? 0) + 1;
  };

  /** Writes the counts from time to time; does not keep the process alive. */
  start(interval = FLUSH_INTERVAL_MS): void {
    this.#timer = setInterval(() => {
      // A database that is away now is asked again the next time.
      this.#flushing ??= this.flush()
        .catch(() => {})
        .finally(() => (this.#flushing = undefined));
    }, interval).unref();
  }

  /** Writes what is counted, and deletes what is too old. What cannot be written waits for the next time. */
  async flush(): Promise<void> {
    const minutes = this.#pending;
    this.#pending = [];
    try {
      await this.#store.add(minutes.flatMap(toCounts));
    } catch (error) {
      this.#pending = [...minutes, ...this.#pending].slice(-MAX_PENDING_MINUTES);
      throw error;
    }
    await this.#removeOld();
  }

  /** Writes the rest. Not a word where the database is away: calls must be able to end without it. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#flushing;
    await this.flush().catch(() => {});
  }

  #minute(): Minute {
    const number = Math.floor(this.#now() / MINUTE);
    const last = this.#pending.at(-1);
    if (last?.number === number) return last;
    const minute: Minute = { number, apps: new Map() };
    this.#pending.push(minute);
    return minute;
  }

  #kindIndex(path: string): number {
    const known = this.#kinds.get(path);
    if (known !== undefined) return known;
    const kind = USAGE_KINDS.indexOf(usageKindOf(path));
    this.#kinds.set(path, kind);
    return kind;
  }

  /** Once a minute is often enough, since a minute is the least that is kept. */
  async #removeOld(): Promise<void> {
    const now = this.#now();
    if (now - this.#removedOldAt < MINUTE) return;
    this.#removedOldAt = now;
    await this.#store.removeBefore((now - USAGE_HOURS * 60 * MINUTE) * 1000);
  }
}

function toCounts({ number, apps }: Minute): UsageCount[] {
  const minute = number * MINUTE * 1000;
  return Array.from(apps).flatMap(([appId, codes]) =>
    Array.from(codes).flatMap(([code, all]) =>
      Array.from(all).flatMap((calls, place) => {
        const kind = USAGE_KINDS[Math.floor(place / BUCKETS)];
        const upTo = LATENCY_BOUNDS[place % BUCKETS];
        if (calls === 0 || kind === undefined || upTo === undefined) return [];
        return { appId, minute, kind, code, upTo, calls };
      }),
    ),
  );
}
