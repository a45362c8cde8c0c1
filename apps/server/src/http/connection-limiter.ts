import type { Socket } from "node:net";
import { AppError } from "@roster/contract";
import { networkOf } from "@roster/http";
import { overloadedError } from "./concurrency-limiter.js";
import type { Limits } from "./limits.js";

/**
 * Counts the connections, in all and of each address. One too many is not cut, which its client would take
 * for a fault of the network: its first request is answered with the reason, and then it is closed.
 */
export class ConnectionLimiter {
  readonly #limits: Limits;
  readonly #byAddress = new Map<string, number>();
  readonly #rejections = new WeakMap<Socket, AppError>();
  #count = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  get count(): number {
    return this.#count;
  }

  add(socket: Socket): void {
    const address = networkOf(socket.remoteAddress ?? "");
    const ofAddress = (this.#byAddress.get(address) ?? 0) + 1;
    this.#count += 1;
    this.#byAddress.set(address, ofAddress);
    socket.once("close", () => this.#remove(address));
    const { maxConnections, maxConnectionsPerAddress } = this.#limits;
    if (this.#count > maxConnections) this.#rejections.set(socket, overloadedError);
    else if (ofAddress > maxConnectionsPerAddress) {
      const message = `${address} has more than ${maxConnectionsPerAddress} connections; close some`;
      const details = { retryAfterSeconds: 1 };
      this.#rejections.set(socket, new AppError("RATE_LIMITED", message, { details }));
    }
  }

  /** Why requests of this connection are not answered; undefined for one of those that fit. */
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
