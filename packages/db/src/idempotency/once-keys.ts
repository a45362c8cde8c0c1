import { reached } from "../prisma/availability.js";
import type { Clock } from "../clock.js";
import type { DialectSql } from "../dialects/dialect.js";
import type { Recorded } from "./once.js";
import {
  deleteOnceKeys,
  type OnceKey,
  onceKeyOf,
  type OnceRow,
  selectOnceKeys,
} from "./once-statements.js";
import type { PrismaPort } from "../prisma/port.js";
import { ReadQueue } from "../queues/read-queue.js";

/** Keys are promised for 24 hours; one more, since the clocks of servers differ. In microseconds. */
const KEPT = 25n * 3_600_000_000n;

/** How many keys one statement deletes: others that write wait for it. */
const DELETED_AT_ONCE = 500;

/** How often expired keys are looked for, in milliseconds. */
const CLEANING_INTERVAL = 60_000;

/** The keys of calls that are to be carried out once. They are written by who makes the change. */
export class OnceKeys {
  readonly #port: PrismaPort;
  readonly #dialect: DialectSql;
  readonly #clock: Clock;
  readonly #finds: ReadQueue<OnceKey, Recorded | null>;
  #timer: NodeJS.Timeout | undefined;
  #cleaning: Promise<unknown> | undefined;
  #isClosed = false;

  constructor(port: PrismaPort, dialect: DialectSql, clock: Clock) {
    this.#port = port;
    this.#dialect = dialect;
    this.#clock = clock;
    this.#finds = new ReadQueue({
      read: async (keys) => {
        const known = await this.findAll(keys);
        return keys.map((key) => known.get(onceKeyOf(key)) ?? null);
      },
      keyOf: onceKeyOf,
      maxBatchKeys: 1000,
      maxConcurrent: 4,
      maxWaiting: 20_000,
    });
  }

  async find(appId: string, key: string): Promise<Recorded | null> {
    return (await this.#finds.submit({ appId, key })) ?? null;
  }

  /** Those that are kept, by {@link onceKeyOf}. */
  async findAll(keys: readonly OnceKey[]): Promise<ReadonlyMap<string, Recorded>> {
    if (keys.length === 0) return new Map();
    const rows = await reached(
      this.#port.$queryRaw<OnceRow[]>(selectOnceKeys(this.#dialect, keys)),
    );
    return new Map(rows.map((row) => [onceKeyOf(row), row]));
  }

  /** How many were deleted. Step by step, so that other writes come between. */
  async removeExpired(): Promise<number> {
    const before = this.#clock() - KEPT;
    let removed = 0;
    while (!this.#isClosed) {
      const step = await reached(this.#port.$executeRaw(deleteOnceKeys(before, DELETED_AT_ONCE)));
      removed += step;
      if (step < DELETED_AT_ONCE) break;
      await new Promise(setImmediate);
    }
    return removed;
  }

  /** Deletes expired keys from time to time; does not keep the process alive. */
  startCleaning(interval = CLEANING_INTERVAL): void {
    this.#timer = setInterval(() => {
      // A database that is away now is asked again the next time.
      this.#cleaning ??= this.removeExpired()
        .catch(() => {})
        .finally(() => (this.#cleaning = undefined));
    }, interval).unref();
  }

  /** Resolves when nothing is under way any more. */
  async stopCleaning(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    await this.#cleaning;
  }
}
