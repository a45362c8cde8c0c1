import { AppError } from "@roster/contract";
import { batchChannel, publishBatchJoin } from "../diagnostics.js";

/** Reads the rows of all keys in one statement. Results are in the order of the keys. */
export type ReadAll<Key, Result> = (keys: readonly Key[]) => Promise<readonly Result[]>;

export interface ReadQueueOptions<Key, Result> {
  readonly read: ReadAll<Key, Result>;
  readonly keyOf: (key: Key) => string;
  readonly maxBatchKeys: number;
  readonly maxConcurrent: number;
  /** When this many callers wait for a statement to begin, others are rejected with UNAVAILABLE. */
  readonly maxWaiting: number;
}

interface Batch<Key, Result> {
  readonly keys: Key[];
  /** By `keyOf`: callers that ask for the same row share its index. */
  readonly indexes: Map<string, number>;
  readonly results: Promise<readonly Result[]>;
  callers: number;
}

/**
 * Combines reads that arrive together into one statement. A batch begins after one turn of the event loop, so a
 * lone caller does not wait for others, and every caller sees all commits made before its call. While
 * `maxConcurrent` statements run, the next batch collects callers until one of them ends.
 */
export class ReadQueue<Key, Result> {
  readonly #options: ReadQueueOptions<Key, Result>;
  /** The running statements, oldest first. */
  readonly #running: Promise<unknown>[];
  #next: Batch<Key, Result> | undefined;
  #waiting = 0;

  constructor(options: ReadQueueOptions<Key, Result>) {
    this.#options = options;
    this.#running = Array.from({ length: options.maxConcurrent }, () => Promise.resolve());
  }

  /** @throws AppError UNAVAILABLE if too many callers wait; otherwise the error that `read` throws. */
  async submit(key: Key): Promise<Result | undefined> {
    const { keyOf, maxBatchKeys, maxWaiting } = this.#options;
    if (this.#waiting >= maxWaiting) {
      throw new AppError("UNAVAILABLE", "Too many reads are waiting; try again later");
    }
    this.#waiting += 1;
    const batch = (this.#next ??= this.#begin());
    const keyText = keyOf(key);
    const index = batch.indexes.get(keyText) ?? batch.keys.push(key) - 1;
    batch.indexes.set(keyText, index);
    batch.callers += 1;
    publishBatchJoin(batch);
    if (batch.keys.length === maxBatchKeys) this.#next = undefined;
    return (await batch.results)[index];
  }

  #begin(): Batch<Key, Result> {
    const keys: Key[] = [];
    const nextTurn = new Promise((resolve) => setImmediate(resolve));
    const results = Promise.all([nextTurn, this.#running.shift()]).then(() => {
      if (this.#next === batch) this.#next = undefined;
      this.#waiting -= batch.callers;
      const read = () => this.#options.read(keys);
      return batchChannel.tracePromise(read, { kind: "read", joinTokens: [batch] });
    });
    const batch: Batch<Key, Result> = { keys, indexes: new Map(), results, callers: 0 };
    this.#running.push(results.catch(() => {})); // submit() rejects each caller
    return batch;
  }
}
