/** Statements that change nothing, whatever they read: with a WAL they see what was committed last. */
const READS = /^\s*SELECT\b/i;

/** One transaction at a time among the connections that one process has to one database. */
export class SqliteTransactionLock {
  #holder: object | undefined;
  #ended = Promise.resolve();

  /** The end of the one that is open. Then another may be, before who has waited has its turn. */
  get ended(): Promise<void> {
    return this.#ended;
  }

  /**
   * Whether a statement of this connection has to wait: for a transaction on the same connection, which it would get
   * into, or, if it may write, for any.
   */
  mustWait(connection: object, sql = ""): boolean {
    if (!this.#holder) return false;
    return this.#holder === connection || !READS.test(sql);
  }

  /** From here to the call of what it returns. */
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
