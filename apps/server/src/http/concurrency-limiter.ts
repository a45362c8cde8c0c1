import { overloadedError, type Slot } from "@roster/http";
import { AdaptiveLimit } from "./adaptive-limit.js";
import { type Limits, SMALL_BODY_BYTES } from "./limits.js";

/** The part of a response that the limiter needs. */
interface ClosableResponse {
  once(event: "close", listener: () => void): unknown;
}

/** Accepts the requests that need not wait too long and rejects the rest before they cost anything. */
export class ConcurrencyLimiter {
  readonly #limits: Limits;
  readonly #limit: AdaptiveLimit;
  #activeRequests = 0;
  #bufferedBytes = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
    this.#limit = new AdaptiveLimit({
      max: limits.maxRequests,
      maxWait: limits.maxWait,
      now: () => performance.now(),
      turnAge: measureTurnAge(),
    });
  }

  /** How many requests may be active at the moment. */
  get limit(): number {
    return this.#limit.current;
  }

  /** Requests that are being processed, without those that scan. */
  get activeRequests(): number {
    return this.#activeRequests;
  }

  /** Bytes of request bodies in memory. */
  get bufferedBytes(): number {
    return this.#bufferedBytes;
  }

  /**
   * Takes a slot until the response is written or abandoned.
   *
   * @throws AppError UNAVAILABLE, with the time to wait, if the request would wait too long.
   */
  acquire(response: ClosableResponse): Slot {
    if (!this.#limit.accepts(this.#activeRequests)) throw overloadedError;
    let reserved = 0;
    let isActive = true;
    let hasLeft = false;
    let isClosed = false;
    let since = performance.now();
    this.#activeRequests += 1;
    const leave = () => {
      if (isActive) this.#activeRequests -= 1;
      isActive = false;
      hasLeft = true;
    };
    response.once("close", () => {
      this.#bufferedBytes -= reserved;
      if (!hasLeft) this.#limit.record(performance.now() - since);
      leave();
      isClosed = true;
    });
    return {
      reserve: (bytes) => {
        if (isClosed) return undefined;
        reserved += bytes;
        this.#bufferedBytes += bytes;
        const isTooMuch =
          reserved > SMALL_BODY_BYTES && this.#bufferedBytes > this.#limits.maxBodiesBytes;
        return isTooMuch ? overloadedError : undefined;
      },
      releaseWhile: async (upload) => {
        if (!isActive) return upload;
        isActive = false;
        this.#activeRequests -= 1;
        try {
          return await upload;
        } finally {
          isActive = !hasLeft;
          if (isActive) this.#activeRequests += 1;
          since = performance.now();
        }
      },
      leave,
    };
  }
}

/**
 * Returns a function that measures from its first call in a turn of the event loop. Requests that arrive meanwhile
 * wait in the kernel, which does not report for how long.
 */
function measureTurnAge(): () => number {
  let begin: number | undefined;
  return () => {
    if (begin === undefined) setImmediate(() => (begin = undefined));
    const now = performance.now();
    begin ??= now;
    return now - begin;
  };
}
