import type { Socket } from "node:net";
import { AppError } from "@roster/contract";
import { networkOf } from "./client-address.js";
import { overloadedError } from "./overloaded-error.js";

export interface ConnectionLimits {
  /** Connections over this limit get UNAVAILABLE and are closed. */
  readonly maxConnections: number;
  /** The same limit per address, or per IPv6 /64; connections over that get RATE_LIMITED. */
  readonly maxConnectionsPerAddress: number;
}

/**
 * Limits connections in total and per address. A client would take a dropped connection for a network error, so
 * the first request on a connection over the limit gets a response with the reason before it is closed.
 */
export class ConnectionLimiter {
  readonly #limits: ConnectionLimits;
  readonly #byAddress = new Map<string, number>();
  readonly #rejections = new WeakMap<Socket, AppError>();
  #count = 0;

  constructor(limits: ConnectionLimits) {
    this.#limits = limits;
  }

  get count(): number {
    return this.#count;
  }

  add(socket: Socket): void {
    const address = networkOf(socket.remoteAddress ?? "");
    const fromAddress = (this.#byAddress.get(address) ?? 0) + 1;
    this.#count += 1;
    this.#byAddress.set(address, fromAddress);
    socket.once("close", () => this.#remove(address));
    const { maxConnections, maxConnectionsPerAddress } = this.#limits;
    if (this.#count > maxConnections) this.#rejections.set(socket, overloadedError);
    else if (fromAddress > maxConnectionsPerAddress) {
      const message = `${address} has more than ${maxConnectionsPerAddress} connections; close some of them`;
      const details = { retryAfterSeconds: 1 };
      this.#rejections.set(socket, new AppError("RATE_LIMITED", message, { details }));
    }
  }

  /** Why this connection's requests are rejected; undefined if it is within the limits. */
  rejectionOf(socket: Socket): AppError | undefined {
    return this.#rejections.get(socket);
  }

  #remove(address: string): void {
    this.#count -= 1;
    const left = (this.#byAddress.get(address) ?? 0) - 1;
    if (left > 0) this.#byAddress.set(address, left);
    else this.#byAddress.delete(address);
  }
}
