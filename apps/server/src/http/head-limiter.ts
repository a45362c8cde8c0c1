import type { Socket } from "node:net";
import { MAX_HEAD_BYTES } from "./limits.js";

/**
 * Limits the memory of request heads that are still arriving, which Node's parser holds. Long heads are rare and
 * arrive within milliseconds, but a client can send thousands of them and never end them.
 */
export class HeadLimiter {
  readonly #maxBytes: number;
  /** For each connection, the bytes that had been read when its parser last held none of them. */
  readonly #parsed = new Map<Socket, number>();

  constructor({ maxHeadsBytes }: { readonly maxHeadsBytes: number }) {
    this.#maxBytes = maxHeadsBytes;
  }

  add(socket: Socket): void {
    this.#parsed.set(socket, 0);
    socket.once("close", () => this.#parsed.delete(socket));
  }

  /** Records that a head or a part of a body has been parsed. */
  progress(socket: Socket): void {
    if (this.#parsed.has(socket)) this.#parsed.set(socket, socket.bytesRead);
  }

  /** Bytes in heads of more than 16 KiB. */
  get bytes(): number {
    return this.#long().reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** The connections to close, those with the longest heads, so that the rest is within the limit. */
  excess(): Socket[] {
    const long = this.#long().toSorted((one, other) => other.bytes - one.bytes);
    let total = long.reduce((sum, { bytes }) => sum + bytes, 0);
    return long.flatMap(({ socket, bytes }) => {
      if (total <= this.#maxBytes) return [];
      total -= bytes;
      return socket;
    });
  }

  #long(): { readonly socket: Socket; readonly bytes: number }[] {
    const long: { socket: Socket; bytes: number }[] = [];
    for (const [socket, parsed] of this.#parsed) {
      const bytes = socket.bytesRead - parsed;
      if (bytes > MAX_HEAD_BYTES) long.push({ socket, bytes });
    }
    return long;
  }
}
