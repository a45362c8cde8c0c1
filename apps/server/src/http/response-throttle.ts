/** How many responses are written per event loop turn; the rest wait for later turns. */
const MAX_PER_TURN = 256;

/**
 * Keeps the event loop fair. In one turn libuv keeps reading while a thousand sockets are ready. If as many clients
 * send again as soon as they get a response, that is some 50,000 requests, and their writes wait for seconds.
 * A client that has not received its response does not send again.
 */
export class ResponseThrottle {
  #thisTurn = 0;
  readonly #waiting: (() => void)[] = [];

  /** Undefined if the response may be written now. */
  wait(): Promise<void> | undefined {
    if (this.#thisTurn === 0) setImmediate(() => this.#beginTurn());
    if (this.#thisTurn === MAX_PER_TURN) return new Promise((go) => this.#waiting.push(go));
    this.#thisTurn += 1;
    return undefined;
  }

  #beginTurn(): void {
    const next = this.#waiting.splice(0, MAX_PER_TURN);
    this.#thisTurn = next.length;
    for (const go of next) go();
    if (next.length > 0) setImmediate(() => this.#beginTurn());
  }
}
