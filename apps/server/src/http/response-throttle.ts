/** How many responses are written per event loop turn; the rest wait for its end. */
const MAX_PER_TURN = 256;

/**
 * Keeps the event loop fair. In one turn libuv keeps reading while a thousand sockets are ready. If as many clients
 * send again as soon as they get a response, that is some 50,000 requests, and their writes wait for seconds.
 * A client that has not received its response does not send again.
 */
export class ResponseThrottle {
  #responses = 0;

  /** Undefined if the response may be written now. */
  wait(): Promise<void> | undefined {
    if (this.#responses === 0) setImmediate(() => (this.#responses = 0));
    this.#responses += 1;
    return this.#responses > MAX_PER_TURN
      ? new Promise((resolve) => setImmediate(resolve))
      : undefined;
  }
}
