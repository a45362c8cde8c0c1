import { connect, type Socket } from "node:net";
import { isRejection, type Response, ResponseReader } from "./response-reader.js";
import type { LoadJob, LoadResult } from "./load-job.js";
import { percentiles } from "./percentiles.js";
import { createRequestWriter } from "./write-request.js";

/** How long to wait for the last responses, in milliseconds. */
const LAST_WAIT = 5_000;

/** How many connections to open at once: a server's backlog holds only a few hundred. */
const OPENED_AT_ONCE = 100;

/**
 * Sends requests at a fixed rate regardless of responses, as many independent clients do, on connections that are all
 * open beforehand. Latency counts from the moment a request was due, so that waiting in this process is included.
 */
export async function runOpenLoad(job: LoadJob & { readonly rate: number }): Promise<LoadResult> {
  const load = new OpenLoad(job);
  await load.connect();
  return new Promise((resolve) => load.run(resolve));
}

class OpenLoad {
  readonly #job: LoadJob & { readonly rate: number };
  readonly #write: () => string;
  readonly #free: Connection[] = [];
  readonly #all = new Set<Connection>();
  /** When each unsent request was due. */
  readonly #due: number[] = [];
  readonly #latencies: number[] = [];
  #sent = 0;
  #responded = 0;
  #rejected = 0;
  #failures = 0;
  #firstFailure: string | undefined;
  #begin = 0;

  constructor(job: LoadJob & { readonly rate: number }) {
    this.#job = job;
    this.#write = createRequestWriter(job);
  }

  async connect(): Promise<void> {
    for (let left = this.#job.connections; left > 0; left -= OPENED_AT_ONCE) {
      const count = Math.min(left, OPENED_AT_ONCE);
      await Promise.all(Array.from({ length: count }, () => this.#open()));
    }
  }

  run(resolve: (result: LoadResult) => void): void {
    this.#begin = performance.now();
    const end = this.#begin + this.#job.warmUp + this.#job.duration;
    let made = 0;
    const timer = setInterval(() => {
      const now = performance.now();
      const perMs = this.#job.rate / 1000;
      const wanted = (Math.min(now, end) - this.#begin) * perMs;
      for (; made < wanted; made += 1) this.#due.push(this.#begin + made / perMs);
      this.#send();
      const isDone = this.#due.length === 0 && this.#sent === this.#responded;
      if (now < end || (!isDone && now < end + LAST_WAIT)) return;
      clearInterval(timer);
      resolve(this.#finish(now));
    }, 1);
  }

  #send(): void {
    while (this.#due.length > 0) {
      // The one that has been free for longest, so that the server closes none for being idle.
      const connection = this.#free.shift();
      if (!connection) break;
      connection.due = this.#due.shift() ?? 0;
      this.#sent += 1;
      connection.socket.write(this.#write(), "latin1");
    }
  }

  /** Resolves when the connection is usable or has failed. */
  #open(): Promise<void> {
    const socket = connect({ host: "127.0.0.1", port: this.#job.port, noDelay: true });
    const reader = new ResponseReader();
    const connection: Connection = { socket, due: undefined };
    this.#all.add(connection);
    socket.on("error", (error) => this.#fail(String(error)));
    socket.on("close", () => {
      this.#all.delete(connection);
      const at = this.#free.indexOf(connection);
      if (at >= 0) this.#free.splice(at, 1);
      if (connection.due === undefined) return this.#fail("the server closed an idle connection");
      this.#responded += 1;
      this.#fail("the server closed a connection with a request in flight");
    });
    socket.on("data", (chunk: Buffer) => {
      const response = reader.read(chunk);
      if (!response || connection.due === undefined) return;
      this.#count(response, connection.due);
      connection.due = undefined;
      this.#free.push(connection);
    });
    return new Promise((resolve) => {
      socket.once("connect", () => this.#free.push(connection));
      socket.once("connect", resolve).once("close", () => resolve());
    });
  }

  #count(response: Response, due: number): void {
    const { status, body } = response;
    this.#responded += 1;
    const isMeasured = due >= this.#begin + this.#job.warmUp;
    if (isRejection(response)) this.#rejected += isMeasured ? 1 : 0;
    else if (status !== 200 || !body.includes(this.#job.request.mustContain)) {
      this.#fail(`${status} ${body.toString("utf8", 0, 500)}`);
    } else if (isMeasured) this.#latencies.push(performance.now() - due);
  }

  #fail(reason: string): void {
    this.#failures += 1;
    this.#firstFailure ??= reason;
  }

  #finish(now: number): LoadResult {
    // Requests without a response have waited at least until now.
    for (const { due } of this.#all) if (due !== undefined) this.#latencies.push(now - due);
    for (const due of this.#due) this.#latencies.push(now - due);
    for (const { socket } of this.#all) socket.removeAllListeners("close").destroy();
    return {
      responses: this.#latencies.length,
      seconds: this.#job.duration / 1000,
      ...percentiles(this.#latencies),
      rejected: this.#rejected,
      failures: this.#failures,
      firstFailure: this.#firstFailure,
    };
  }
}

interface Connection {
  readonly socket: Socket;
  /** When the request in flight was due. */
  due: number | undefined;
}
