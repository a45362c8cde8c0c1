import { channel } from "node:diagnostics_channel";
import { AppError, errors, isAppError } from "@roster/contract";
import { batchChannel, publishBatchJoin } from "../diagnostics.js";

/** Where each batch is told of, as a {@link WriteEvent}, when it has ended. */
export const WRITE_CHANNEL = "roster:write";

export interface WriteEvent {
  readonly items: number;
  /** With the commit. */
  readonly seconds: number;
  readonly isOk: boolean;
}

const written = channel(WRITE_CHANNEL);

/** Over all queues of the process. */
let waitingWrites = 0;

/** How many writes of this process wait for those that are under way. */
export const countWaitingWrites = (): number => waitingWrites;

export interface WriteQueueOptions<Item, Result> {
  /** Writes all items in one statement and one commit. Results stand in the order of the items. */
  readonly write: (items: readonly Item[]) => Promise<readonly Result[]>;
  /**
   * Items of one key go into separate batches, in their order: one statement changes a row once. Absent:
   * any items may go together.
   */
  readonly keyOf?: (item: Item) => string;
  /** What an item adds to its batch, in characters. */
  readonly sizeOf: (item: Item) => number;
  readonly maxBatchItems: number;
  readonly maxBatchSize: number;
  /** Past so many waiting items, or so many characters of them, callers get UNAVAILABLE at once. */
  readonly maxWaitingItems: number;
  readonly maxWaitingSize: number;
  /** Its batches are not told of on the channel: they are no writes that callers asked for. */
  readonly isInternal?: boolean;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Group commit: what comes while a write is under way goes together into the next, and shares its
 * commit. A caller that is alone waits for nobody: a batch begins as soon as the sockets that are
 * ready have been read.
 */
export class WriteQueue<Item, Result> {
  readonly #options: WriteQueueOptions<Item, Result>;
  #waiting: Waiting<Item, Result>[] = [];
  #waitingSize = 0;
  #isDraining = false;

  constructor(options: WriteQueueOptions<Item, Result>) {
    this.#options = options;
  }

  /** @throws AppError UNAVAILABLE when too many wait already; whatever `write` throws for this item. */
  submit(item: Item): Promise<Result> {
    const { sizeOf, maxWaitingItems, maxWaitingSize } = this.#options;
    if (this.#waiting.length >= maxWaitingItems || this.#waitingSize >= maxWaitingSize) {
      return Promise.reject(
        new AppError("UNAVAILABLE", "The server has more to write than it can; try again later"),
      );
    }
    return new Promise((resolve, reject) => {
      const waiting = { item, resolve, reject };
      this.#waiting.push(waiting);
      publishBatchJoin(waiting);
      this.#waitingSize += sizeOf(item);
      waitingWrites += 1;
      if (!this.#isDraining) void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    this.#isDraining = true;
    while (this.#waiting.length > 0) {
      // One turn of the event loop: requests that have arrived come along, nobody else is waited for.
      await new Promise(setImmediate);
      await this.#writeAll(this.#takeBatch());
    }
    this.#isDraining = false;
  }

  #takeBatch(): Waiting<Item, Result>[] {
    const { keyOf, sizeOf, maxBatchItems, maxBatchSize } = this.#options;
    const batch: Waiting<Item, Result>[] = [];
    const left: Waiting<Item, Result>[] = [];
    const keys = new Set<string>();
    let size = 0;
    for (const waiting of this.#waiting) {
      const key = keyOf?.(waiting.item);
      const fits = batch.length < maxBatchItems && (size < maxBatchSize || batch.length === 0);
      if (fits && (key === undefined || !keys.has(key))) {
        batch.push(waiting);
        size += sizeOf(waiting.item);
      } else {
        left.push(waiting);
      }
      if (key !== undefined) keys.add(key);
    }
    this.#waiting = left;
    this.#waitingSize -= size;
    waitingWrites -= batch.length;
    return batch;
  }

  async #writeAll(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    const start = performance.now();
    const tell = (isOk: boolean) => {
      if (this.#options.isInternal || !written.hasSubscribers) return;
      const seconds = (performance.now() - start) / 1000;
      written.publish({ items: batch.length, seconds, isOk } satisfies WriteEvent);
    };
    try {
      const write = () => this.#options.write(batch.map(({ item }) => item));
      const results = await batchChannel.tracePromise(write, { kind: "write", joinTokens: batch });
      tell(true);
      for (const [index, result] of results.entries()) batch[index]?.resolve(result);
    } catch (error) {
      tell(false);
      const [alone, ...others] = batch;
      if (others.length === 0 || isRetryable(error)) {
        for (const { reject } of batch) reject(error);
        return;
      }
      // The statement was undone as a whole; one by one, the bad item fails alone.
      for (const waiting of alone ? [alone, ...others] : []) await this.#writeAll([waiting]);
    }
  }
}

/** The database is away: writing the items one by one would fail as well, or do twice what was done. */
function isRetryable(error: unknown): boolean {
  return isAppError(error) && errors[error.code].retryable;
}
