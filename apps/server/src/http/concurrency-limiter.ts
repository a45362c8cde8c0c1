import { AppError } from "@roster/contract";
import { type Limits, SMALL_BODY_BYTES } from "./limits.js";
import { AdaptiveLimit, measureEventLoopDelay } from "./adaptive-limit.js";

/** A request's place among those that are worked on. */
export interface Slot {
  /** Counts more of the request's body among what is held; UNAVAILABLE where that is too much in all. */
  reserve(bytes: number): AppError | undefined;
  /** Waits for what the client has still to send; meanwhile the request takes no place. */
  releaseWhile<T>(sent: Promise<T>): Promise<T>;
}

/** The part of an answer that the gate needs. */
interface ClosableResponse {
  once(event: "close", listener: () => void): unknown;
}

/** Lets in as many requests as can be answered soon, and refuses the others before they cost anything. */
export class ConcurrencyLimiter {
  readonly #limits: Limits;
  readonly #pace: AdaptiveLimit;
  #requests = 0;
  #bytes = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
    const now = () => performance.now();
    this.#pace = new AdaptiveLimit({
      max: limits.maxRequests,
      now,
      loopDelay: measureEventLoopDelay(),
    });
  }

  /** How many requests may be worked on at the moment. */
  get limit(): number {
    return this.#pace.current;
  }

  /** Requests that are worked on. */
  get activeRequests(): number {
    return this.#requests;
  }

  /** Bytes of bodies that are held. */
  get bufferedBytes(): number {
    return this.#bytes;
  }

  /**
   * Takes a place, until the answer is written or given up.
   *
   * @throws AppError UNAVAILABLE, with how long to wait, where all are taken.
   */
  acquire(response: ClosableResponse): Slot {
    if (this.#requests >= this.#pace.current) throw overloadedError;
    let held = 0;
    let isWorkedOn = true;
    let isClosed = false;
    let since = performance.now();
    this.#requests += 1;
    response.once("close", () => {
      this.#bytes -= held;
      if (isWorkedOn) this.#requests -= 1;
      this.#pace.record(performance.now() - since);
      isWorkedOn = false;
      isClosed = true;
    });
    return {
      reserve: (bytes) => {
        if (isClosed) return undefined;
        held += bytes;
        this.#bytes += bytes;
        const isTooMuch = held > SMALL_BODY_BYTES && this.#bytes > this.#limits.maxBodiesBytes;
        return isTooMuch ? overloadedError : undefined;
      },
      releaseWhile: async (sent) => {
        if (!isWorkedOn) return sent;
        isWorkedOn = false;
        this.#requests -= 1;
        try {
          return await sent;
        } finally {
          isWorkedOn = !isClosed;
          if (isWorkedOn) this.#requests += 1;
          since = performance.now();
        }
      },
    };
  }
}

/** Long enough for what is under way to end. */
const RETRY_AFTER_SECONDS = 1;

/** One for all: a stack for each would cost more than the rest of a refusal. */
export const overloadedError = new AppError(
  "UNAVAILABLE",
  "The server has more to do than it can; try again later",
  { details: { retryAfterSeconds: RETRY_AFTER_SECONDS } },
);
