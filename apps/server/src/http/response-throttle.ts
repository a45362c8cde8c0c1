/** So many answers are written in one turn of the event loop at once; further ones wait for its end. */
const MAX_PER_TURN = 256;

/**
 * Lets the rest of the process have its turn. libuv reads on, in one turn, for as long as a thousand sockets are ready: where
 * as many clients are answered at once and ask again at once, that is some 50,000 requests, and what was taken waits
 * seconds for its write. Who has no answer yet does not ask again.
 */
export class ResponseThrottle {
  #responses = 0;

  /** Undefined where the answer may be written now. */
  wait(): Promise<void> | undefined {
    if (this.#responses === 0) setImmediate(() => (this.#responses = 0));
    this.#responses += 1;
    return this.#responses > MAX_PER_TURN
      ? new Promise((resolve) => setImmediate(resolve))
      : undefined;
  }
}
