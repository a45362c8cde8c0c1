import { createBusyError } from "./errors.js";

/** How many writes may wait, and how long after its start an index build rejects them, in milliseconds. */
const MAX_WAITING = 10_000;
const MAX_WAIT = 5000;

interface Holder {
  /** Resolves when the holder ends, or is overdue. */
  readonly changed: Promise<void>;
  /** An index build that has taken so long that writes no longer wait for it. */
  isOverdue: boolean;
}

/** Serializes the transactions of a connection. */
export class TransactionLock {
  #holder: Holder | undefined;
  #waiting = 0;

  /** Runs `start` when no transaction is open, in the order of the calls. @throws Prisma's SocketTimeout */
  async whenFree<Result>(start: () => Result): Promise<Awaited<Result>> {
    for (let holder = this.#holder; holder; holder = this.#holder) {
      if (holder.isOverdue || this.#waiting >= MAX_WAITING) {
        throw createBusyError("too many writes are waiting, or one takes too long");
      }
      this.#waiting += 1;
      await holder.changed;
      this.#waiting -= 1;
    }
    // In the same turn: nothing else can start a transaction in between.
    return await start();
  }

  /** Starts a transaction; the returned function ends it. */
  begin({ isBuild = false } = {}): () => void {
    let notify = (): void => {};
    const changed = new Promise<void>((resolve) => (notify = resolve));
    const holder = { changed, isOverdue: false };
    this.#holder = holder;
    const expire = () => {
      holder.isOverdue = true;
      notify();
    };
    const timer = isBuild ? setTimeout(expire, MAX_WAIT).unref() : undefined;
    return () => {
      clearTimeout(timer);
      this.#holder = undefined;
      notify();
    };
  }
}
