import { AppError } from "@roster/contract";
import { batchChannel, publishBatchJoin } from "../diagnostics.js";

/** Reads the rows of the keys in one statement. Results stand in the order of the keys. */
export type ReadAll<Key, Result> = (keys: readonly Key[]) => Promise<readonly Result[]>;

export interface ReadQueueOptions<Key, Result> {
  readonly read: ReadAll<Key, Result>;
  readonly keyOf: (key: Key) => string;
  readonly maxBatchKeys: number;
  readonly maxConcurrent: number;
  /** Past so many callers that wait for a statement to begin, further ones get UNAVAILABLE at once. */
  readonly maxWaiting: number;
}

interface Batch<Key, Result> {
  readonly keys: Key[];
  /** By the text of the key, so that callers who ask for one row share its place. */
  readonly indexes: Map<string, number>;
  readonly results: Promise<readonly Result[]>;
  callers: number;
}

/**
 * Lets reads that arrive together share a statement. A batch begins as soon as the sockets that are ready
 * have been read, so that a caller that is alone waits for nobody, and each sees what was committed before
 * it asked. Past `maxConcurrent` statements the next batch gathers until one of them ends.
 */
export class ReadQueue<Key, Result> {
  readonly #options: ReadQueueOptions<Key, Result>;
  /** The statements under way, oldest first. */
  readonly #running: Promise<unknown>[];
  #next: Batch<Key, Result> | undefined;
  #waiting = 0;

  constructor(options: ReadQueueOptions<Key, Result>) {
    this.#options = options;
    this.#running = Array.from({ length: options.maxConcurrent }, () => Promise.resolve());
  }

  /** @throws AppError UNAVAILABLE when too many wait already; whatever `read` throws. */
  async submit(key: Key): Promise<Result | undefined> {
    const { keyOf, maxBatchKeys, maxWaiting } = this.#options;
    if (this.#waiting >= maxWaiting) {
      throw new AppError("UNAVAILABLE", "The server has more to read than it can; try again later");
    }
    this.#waiting += 1;
    const batch = (this.#next ??= this.#begin());
    const text = keyOf(key);
    const place = batch.indexes.get(text) ?? batch.keys.push(key) - 1;
    batch.indexes.set(text, place);
    batch.callers += 1;
    publishBatchJoin(batch);
    if (batch.keys.length === maxBatchKeys) this.#next = undefined;
    return (await batch.results)[place];
  }

  #begin(): Batch<Key, Result> {
    const keys: Key[] = [];
    const turn = new Promise((resolve) => setImmediate(resolve));
    const results = Promise.all([turn, this.#running.shift()]).then(() => {
      if (this.#next === batch) this.#next = undefined;
      this.#waiting -= batch.callers;
      const read = () => this.#options.read(keys);
      return batchChannel.tracePromise(read, { kind: "read", joinTokens: [batch] });
    });
    const batch: Batch<Key, Result> = { keys, indexes: new Map(), results, callers: 0 };
    this.#running.push(results.catch(() => {})); // each caller is told
    return batch;
  }
}
