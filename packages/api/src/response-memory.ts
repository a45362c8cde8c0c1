import { AppError } from "@roster/contract";
import type { Actor } from "./auth/actor.js";

export interface ResponseLimits {
  /** Bytes of users' data in all responses that are not yet written. */
  readonly maxResponsesBytes: number;
  /** When a page of `list` ends early. */
  readonly maxPageBytes: number;
  /** What a page may have however many are being read. */
  readonly minPageBytes: number;
}

/** How much of what is left a page may take, so that others get one too. */
const PAGE_SHARE = 1 / 6;

/** What end users may take of the memory; the rest is for backends. */
const USERS_SHARE = 1 / 2;

/** Bounds the users' data that responses hold in memory: many callers may read slowly, or not at all. */
export class ResponseMemory {
  readonly #limits: ResponseLimits;
  #held = 0;
  /** By pages that are being read. */
  #reserved = 0;

  constructor(limits: ResponseLimits) {
    this.#limits = limits;
  }

  get heldBytes(): number {
    return this.#held;
  }

  /** Counts data until it is released, when its response is written or abandoned. */
  hold(bytes: number): void {
    this.#held += bytes;
  }

  release(bytes: number): void {
    this.#held -= bytes;
  }

  /**
   * Runs `read` with how much data its page may have, which is reserved meanwhile.
   *
   * @throws AppError UNAVAILABLE if there is no room.
   */
  async withPage<T>(actor: Actor, read: (maxBytes: number) => Promise<T>): Promise<T> {
    const { maxPageBytes, minPageBytes } = this.#limits;
    const share = Math.floor((this.#roomFor(actor) - this.#reserved) * PAGE_SHARE);
    return this.#reserve(Math.min(maxPageBytes, Math.max(minPageBytes, share)), read);
  }

  /** The same for a call that returns all of its users, which have at most `mostBytes` of data, or none. */
  async withUsers<T>(
    { actor, mostBytes }: { readonly actor: Actor; readonly mostBytes: number },
    read: (maxBytes: number) => Promise<T>,
  ): Promise<T> {
    const free = this.#roomFor(actor) - this.#reserved;
    return this.#reserve(Math.min(mostBytes, Math.max(this.#limits.minPageBytes, free)), read);
  }

  async #reserve<T>(bytes: number, read: (maxBytes: number) => Promise<T>): Promise<T> {
    this.#reserved += bytes;
    try {
      return await read(bytes);
    } finally {
      this.#reserved -= bytes;
    }
  }

  /** For a call that may return much data. @throws AppError UNAVAILABLE if there is no room. */
  assertRoom(actor: Actor): void {
    this.#roomFor(actor);
  }

  #roomFor({ kind }: Actor): number {
    const { maxResponsesBytes } = this.#limits;
    const room = maxResponsesBytes * (kind === "user" ? USERS_SHARE : 1) - this.#held;
    if (room > 0) return room;
    const message = "Too much data waits to be received by clients; try again later";
    throw new AppError("UNAVAILABLE", message, { details: { retryAfterSeconds: 1 } });
  }
}
