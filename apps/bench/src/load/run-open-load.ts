import { connect, type Socket } from "node:net";
import { type Answer, AnswerReader } from "./answer-reader.js";
import type { LoadJob, LoadResult } from "./load-job.js";
import { percentiles } from "./percentiles.js";
import { createRequestWriter } from "./write-request.js";

/** More than a server works on at once, so that it is the server that says no. */
const MOST_CONNECTIONS = 2_000;

/** How long the last answers are waited for, in milliseconds. */
const LAST_WAIT = 5_000;

/** How many connections a tick opens, since each costs both sides more than a request. */
const OPENED_AT_ONCE = 50;

/**
 * Sends requests at a rate, whether or not those before them are answered, as many clients together do. A
 * latency counts from the moment when the request was due, so that none is left out that had to wait here.
 */
export function runOpenLoad(job: LoadJob & { readonly rate: number }): Promise<LoadResult> {
  return new Promise((resolve) => new OpenLoad(job, resolve).start());
}

class OpenLoad {
  readonly #job: LoadJob & { readonly rate: number };
  readonly #resolve: (result: LoadResult) => void;
  readonly #write: () => string;
  readonly #free: Connection[] = [];
  readonly #all = new Set<Connection>();
  /** When each request was due that is not sent yet. */
  readonly #due: number[] = [];
  readonly #latencies: number[] = [];
  #sent = 0;
  #answered = 0;
  #refused = 0;
  #failures = 0;
  #firstFailure: string | undefined;
  readonly #begin = performance.now();

  constructor(job: LoadJob & { readonly rate: number }, resolve: (result: LoadResult) => void) {
    this.#job = job;
    this.#resolve = resolve;
    this.#write = createRequestWriter(job);
  }

  start(): void {
    const end = this.#begin + this.#job.warmUp + this.#job.duration;
    let made = 0;
    const timer = setInterval(() => {
      const now = performance.now();
      const perMs = this.#job.rate / 1000;
      const wanted = (Math.min(now, end) - this.#begin) * perMs;
      for (; made < wanted; made += 1) this.#due.push(this.#begin + made / perMs);
      this.#send();
      const isDone = this.#due.length === 0 && this.#sent === this.#answered;
      if (now < end || (!isDone && now < end + LAST_WAIT)) return;
      clearInterval(timer);
      this.#finish(now);
    }, 1);
  }

  #send(): void {
    while (this.#due.length > 0) {
      const connection = this.#free.pop();
      if (!connection) break;
      connection.due = this.#due.shift() ?? 0;
      this.#sent += 1;
      connection.socket.write(this.#write(), "latin1");
    }
    const wanted = Math.min(this.#due.length, MOST_CONNECTIONS - this.#all.size, OPENED_AT_ONCE);
    for (let opened = 0; opened < wanted; opened += 1) this.#open();
  }

  #open(): void {
    const socket = connect({ host: "127.0.0.1", port: this.#job.port, noDelay: true });
    const reader = new AnswerReader();
    const connection: Connection = { socket, due: undefined };
    this.#all.add(connection);
    socket.on("connect", () => this.#free.push(connection));
    socket.on("error", (error) => this.#fail(String(error)));
    socket.on("close", () => {
      this.#all.delete(connection);
      const at = this.#free.indexOf(connection);
      if (at >= 0) this.#free.splice(at, 1);
      if (connection.due === undefined) return;
      this.#answered += 1;
      this.#fail("the server closed a connection on which a request was under way");
    });
    socket.on("data", (chunk: Buffer) => {
      const answer = reader.read(chunk);
      if (!answer || connection.due === undefined) return;
      this.#count(answer, connection.due);
      connection.due = undefined;
      this.#free.push(connection);
    });
  }

  #count({ status, body }: Answer, due: number): void {
    this.#answered += 1;
    const isMeasured = due >= this.#begin + this.#job.warmUp;
    if (status === 503) this.#refused += isMeasured ? 1 : 0;
    else if (status !== 200 || !body.includes(this.#job.request.mustContain)) {
      this.#fail(`${status} ${body.toString("utf8", 0, 500)}`);
    } else if (isMeasured) this.#latencies.push(performance.now() - due);
  }

  #fail(reason: string): void {
    this.#failures += 1;
    this.#firstFailure ??= reason;
  }

  #finish(now: number): void {
    // What was never answered has waited until now, at least.
    for (const { due } of this.#all) if (due !== undefined) this.#latencies.push(now - due);
    for (const due of this.#due) this.#latencies.push(now - due);
    for (const { socket } of this.#all) socket.removeAllListeners("close").destroy();
    this.#resolve({
      answers: this.#latencies.length,
      seconds: this.#job.duration / 1000,
      ...percentiles(this.#latencies),
      refused: this.#refused,
      failures: this.#failures,
      firstFailure: this.#firstFailure,
    });
  }
}

interface Connection {
  readonly socket: Socket;
  /** When the request that is under way on it was due. */
  due: number | undefined;
}
