import { createBusyError } from "./errors.js";

/** How many writes may wait for a transaction, and for how long after its start, in milliseconds. */
const MAX_WAITING = 20_000;
const MAX_WAIT = 5000;

interface Holder {
  readonly since: number;
  readonly ended: Promise<void>;
  /** Resolves after {@link MAX_WAIT}; created by the first write that waits. */
  overdue?: Promise<void>;
  isOverdue: boolean;
  timer?: NodeJS.Timeout;
}

/** Serializes the transactions of a connection. */
export class TransactionLock {
  #holder: Holder | undefined;
  #waiting = 0;

  /** Runs `start` when no transaction is open, in the order of the calls. @throws Prisma's SocketTimeout */
  async whenFree<Result>(start: () => Result): Promise<Awaited<Result>> {
    for (let holder = this.#holder; holder; holder = this.#holder) {
      if (holder.isOverdue || this.#waiting >= MAX_WAITING) throw createBusyError();
      this.#waiting += 1;
      await Promise.race([holder.ended, (holder.overdue ??= untilOverdue(holder))]);
      this.#waiting -= 1;
    }
    // In the same turn: nothing else can start a transaction in between.
    return await start();
  }

  /** Resolves when no transaction is open, however long that takes. */
  async untilFree(): Promise<void> {
    while (this.#holder) await this.#holder.ended;
  }

  /** Starts a transaction; the returned function ends it. */
  begin(): () => void {
    let end = (): void => {};
    const ended = new Promise<void>((resolve) => (end = resolve));
    const holder: Holder = { since: performance.now(), ended, isOverdue: false };
    this.#holder = holder;
    return () => {
      clearTimeout(holder.timer);
      if (this.#holder === holder) this.#holder = undefined;
      end();
    };
  }
}

function untilOverdue(holder: Holder): Promise<void> {
  return new Promise((resolve) => {
    const expire = () => {
      holder.isOverdue = true;
      resolve();
    };
    holder.timer = setTimeout(expire, holder.since + MAX_WAIT - performance.now());
  });
}
