import { USAGE_HOURS, USAGE_KINDS } from "@roster/contract";
import { every, type UsageCount, type UsageStore } from "@roster/db";
import { type CallEvent, onCall } from "../trpc/call-event.js";
import { usageKindOf } from "./usage-kind.js";
import { bucketIndexOf, LATENCY_BOUNDS } from "./latency.js";

const MINUTE = 60_000;

/** How often counts are written, in milliseconds. A killed process loses at most the counts of this period. */
const FLUSH_INTERVAL_MS = 10_000;

/** How many minutes of counts are kept while the database is unavailable. */
const MAX_PENDING_MINUTES = 60;

const BUCKETS = LATENCY_BOUNDS.length;

type CallsByCode = Map<CallEvent["code"], Uint32Array>;

/** The calls that ended in one minute, by app, code, kind and bucket. */
interface Minute {
  /** Minutes since 1970. */
  readonly number: number;
  readonly apps: Map<string, CallsByCode>;
}

export interface UsageCounterOptions {
  readonly store: Pick<UsageStore, "add" | "removeBefore">;
  /** Milliseconds since 1970. Default: the system clock. */
  readonly now?: () => number;
}

/**
 * Counts the calls of one process and adds them to the counts of all processes. Ignores unauthenticated calls.
 * If the response to a commit is lost, the same counts are added twice.
 */
export class UsageCounter {
  readonly #store: UsageCounterOptions["store"];
  readonly #now: () => number;
  /** The index of each procedure's kind in {@link USAGE_KINDS}. */
  readonly #kinds = new Map<string, number>();
  #pending: Minute[] = [];
  #unsubscribe: (() => void) | undefined;
  #timer: AsyncDisposable | undefined;
  #removedOldAt = 0;

  constructor({ store, now = Date.now }: UsageCounterOptions) {
    this.#store = store;
    this.#now = now;
  }

  /** Called for every request, so it is synchronous and allocates only for new keys. */
  readonly count = ({ appId, path, code, seconds }: CallEvent): void => {
    if (appId === undefined) return;
    const { apps } = this.#minute();
    const codes: CallsByCode = apps.get(appId) ?? new Map<CallEvent["code"], Uint32Array>();
    if (codes.size === 0) apps.set(appId, codes);
    const calls = codes.get(code) ?? new Uint32Array(USAGE_KINDS.length * BUCKETS);
    if (!codes.has(code)) codes.set(code, calls);
    const index = this.#kindIndex(path) * BUCKETS + bucketIndexOf(seconds);
    calls[index] = (calls[index] ?? 0) + 1;
  };

  /** Counts every call of this process from now on, and writes the counts periodically. */
  start(interval = FLUSH_INTERVAL_MS): void {
    this.#unsubscribe = onCall(this.count);
    this.#timer = every(interval, "write usage counts", () => this.flush());
  }

  /** Writes the counts and removes old ones. On failure, the counts wait for the next flush. */
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

  /** Writes the remaining counts, ignoring failures: shutting down must not depend on the database. */
  async stop(): Promise<void> {
    this.#unsubscribe?.();
    await this.#timer?.[Symbol.asyncDispose]();
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

  /** At most once per minute, since counts are stored by the minute. */
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
      Array.from(all).flatMap((calls, index) => {
        const kind = USAGE_KINDS[Math.floor(index / BUCKETS)];
        const upTo = LATENCY_BOUNDS[index % BUCKETS];
        if (calls === 0 || kind === undefined || upTo === undefined) return [];
        return { appId, minute, kind, code, upTo, calls };
      }),
    ),
  );
}
