import { AppError } from "@roster/contract";
import { type Limits, SMALL_BODY_BYTES } from "./limits.js";
import { Pace, watchEventLoop } from "./pace.js";

/** A request's place among those that are worked on. */
export interface Place {
  /** Counts more of the request's body among what is held; UNAVAILABLE where that is too much in all. */
  hold(bytes: number): AppError | undefined;
  /** Waits for what the client has still to send; meanwhile the request takes no place. */
  whileSending<T>(sent: Promise<T>): Promise<T>;
}

/** The part of an answer that the gate needs. */
interface Closing {
  once(event: "close", listener: () => void): unknown;
}

/** Lets in as many requests as can be answered soon, and refuses the others before they cost anything. */
export class Gate {
  readonly #limits: Limits;
  readonly #pace: Pace;
  #requests = 0;
  #bytes = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
    const now = () => performance.now();
    this.#pace = new Pace({ most: limits.maxRequests, now, loopDelay: watchEventLoop() });
  }

  /** How many requests may be worked on at the moment. */
  get places(): number {
    return this.#pace.places;
  }

  /** Requests that are worked on. */
  get requests(): number {
    return this.#requests;
  }

  /** Bytes of bodies that are held. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Takes a place, until the answer is written or given up.
   *
   * @throws AppError UNAVAILABLE, with how long to wait, where all are taken.
   */
  enter(response: Closing): Place {
    if (this.#requests >= this.#pace.places) throw overloaded;
    let held = 0;
    let isWorkedOn = true;
    let isClosed = false;
    let since = performance.now();
    this.#requests += 1;
    response.once("close", () => {
      this.#bytes -= held;
      if (isWorkedOn) this.#requests -= 1;
      this.#pace.answered(performance.now() - since);
      isWorkedOn = false;
      isClosed = true;
    });
    return {
      hold: (bytes) => {
        if (isClosed) return undefined;
        held += bytes;
        this.#bytes += bytes;
        const isTooMuch = held > SMALL_BODY_BYTES && this.#bytes > this.#limits.maxBodiesBytes;
        return isTooMuch ? overloaded : undefined;
      },
      whileSending: async (sent) => {
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
export const overloaded = new AppError(
  "UNAVAILABLE",
  "The server has more to do than it can; try again later",
  { details: { retryAfterSeconds: RETRY_AFTER_SECONDS } },
);
