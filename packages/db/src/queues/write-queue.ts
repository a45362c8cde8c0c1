import { AppError, errors, isAppError } from "@roster/contract";
import { batchChannel, publishBatchJoin, publishWrite } from "../diagnostics.js";

/** In all queues of the process. */
let waitingWrites = 0;

/** How many writes of this process wait for running ones. */
export const countWaitingWrites = (): number => waitingWrites;

export interface WriteQueueOptions<Item, Result> {
  /** Writes all items in one statement and one commit. Results are in the order of the items. */
  readonly write: (items: readonly Item[]) => Promise<readonly Result[]>;
  /**
   * Items with the same key go into separate batches, in order: one statement changes a row only once. Absent:
   * any items may share a batch.
   */
  readonly keyOf?: (item: Item) => string;
  /** The size of an item in characters. */
  readonly sizeOf: (item: Item) => number;
  readonly maxBatchItems: number;
  readonly maxBatchSize: number;
  /** When this many items, or characters, wait, callers are rejected with UNAVAILABLE. */
  readonly maxWaitingItems: number;
  readonly maxWaitingSize: number;
  /** Whether the queue's batches are omitted from WRITE_CHANNEL because no caller asked for them. */
  readonly isInternal?: boolean;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Group commit: items that arrive during a write share the next batch and its commit. A lone caller does not
 * wait for others: a batch begins after one turn of the event loop.
 */
export class WriteQueue<Item, Result> {
  readonly #options: WriteQueueOptions<Item, Result>;
  #waiting: Waiting<Item, Result>[] = [];
  #waitingSize = 0;
  #isDraining = false;

  constructor(options: WriteQueueOptions<Item, Result>) {
    this.#options = options;
  }

  /** @throws AppError UNAVAILABLE if too many items wait; otherwise the error that `write` throws for this item. */
  submit(item: Item): Promise<Result> {
    const { sizeOf, maxWaitingItems, maxWaitingSize } = this.#options;
    if (this.#waiting.length >= maxWaitingItems || this.#waitingSize >= maxWaitingSize) {
      return Promise.reject(
        new AppError("UNAVAILABLE", "Too many writes are waiting; try again later"),
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
      // One turn of the event loop: requests that have arrived join; the batch does not wait for later ones.
      await new Promise(setImmediate);
      await this.#writeAll(this.#takeBatch());
    }
    this.#isDraining = false;
  }

  #takeBatch(): Waiting<Item, Result>[] {
    const { keyOf, sizeOf, maxBatchItems, maxBatchSize } = this.#options;
    const batch: Waiting<Item, Result>[] = [];
    const remaining: Waiting<Item, Result>[] = [];
    const keys = new Set<string>();
    let size = 0;
    for (const waiting of this.#waiting) {
      const key = keyOf?.(waiting.item);
      const fits = batch.length < maxBatchItems && (size < maxBatchSize || batch.length === 0);
      if (fits && (key === undefined || !keys.has(key))) {
        batch.push(waiting);
        size += sizeOf(waiting.item);
      } else {
        remaining.push(waiting);
      }
      if (key !== undefined) keys.add(key);
    }
    this.#waiting = remaining;
    this.#waitingSize -= size;
    waitingWrites -= batch.length;
    return batch;
  }

  async #writeAll(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    const start = performance.now();
    const publish = (isOk: boolean) => {
      if (this.#options.isInternal) return;
      publishWrite({ items: batch.length, seconds: (performance.now() - start) / 1000, isOk });
    };
    try {
      const write = () => this.#options.write(batch.map(({ item }) => item));
      const results = await batchChannel.tracePromise(write, { kind: "write", joinTokens: batch });
      publish(true);
      for (const [index, result] of results.entries()) batch[index]?.resolve(result);
    } catch (error) {
      publish(false);
      if (batch.length === 1 || isRetryable(error)) {
        for (const { reject } of batch) reject(error);
        return;
      }
      // The whole statement was rolled back; written one by one, only the bad item fails.
      for (const waiting of batch) await this.#writeAll([waiting]);
    }
  }
}

/** The database is unavailable: writing one by one would fail as well, or repeat committed writes. */
function isRetryable(error: unknown): boolean {
  return isAppError(error) && errors[error.code].retryable;
}
