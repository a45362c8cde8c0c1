/** In WAL mode, reads see the last commit and need not wait for a writer. */
const READS = /^\s*SELECT\b/i;

/** Serializes the transactions of all connections of this process to one database. */
export class SqliteTransactionLock {
  #holder: object | undefined;
  #ended = Promise.resolve();

  /** Resolves when the current transaction ends. Another may start first: check {@link mustWait} again. */
  get ended(): Promise<void> {
    return this.#ended;
  }

  /**
   * Whether a statement on this connection must wait: for a transaction on the same connection, which it would
   * join, or, if it may write, for any transaction.
   */
  mustWait(connection: object, sql = ""): boolean {
    if (!this.#holder) return false;
    return this.#holder === connection || !READS.test(sql);
  }

  /** Starts a transaction; the returned function ends it. */
  begin(connection: object): () => void {
    let release = (): void => {};
    this.#ended = new Promise((resolve) => (release = resolve));
    this.#holder = connection;
    return () => {
      this.#holder = undefined;
      release();
    };
  }
}
