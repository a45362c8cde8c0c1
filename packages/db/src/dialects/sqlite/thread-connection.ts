import { Worker } from "node:worker_threads";
import type { SqlQuery, SqlResultSet } from "@prisma/driver-adapter-utils";
import type { SqliteConnection } from "./connection.js";
import { createDriverError, createLostError } from "./errors.js";
import { splitSequence } from "./statement-sequence.js";
import { toArguments, toResultSet } from "./values.js";
import {
  threadStates,
  type TransactionStep,
  type WriterReply,
  type WriterRequest,
  type WriterResult,
  type WriterSettings,
} from "./writer-messages.js";

interface Pending {
  readonly resolve: (result: WriterResult) => void;
  readonly reject: (error: unknown) => void;
}

/** How long an exiting process waits for a running statement, in milliseconds. */
const EXIT_TIMEOUT = 5000;

/** A connection on a thread of its own: `writer-thread.js`. */
export class ThreadConnection implements SqliteConnection {
  readonly #worker: Worker;
  readonly #state = new Int32Array(new SharedArrayBuffer(8));
  /** Oldest first: the thread replies in order. */
  readonly #pending: Pending[] = [];
  readonly #exited: Promise<void>;
  #failure: Error | undefined;

  constructor(settings: Omit<WriterSettings, "state">) {
    const workerData: WriterSettings = { ...settings, state: this.#state };
    const entry = new URL("./writer-thread.js", import.meta.url);
    // Others, such as --input-type, are not for a thread with a file.
    const execArgv = process.execArgv.filter((option) => option.startsWith("--cpu-prof"));
    this.#worker = new Worker(entry, { name: "roster-writer", workerData, execArgv });
    // Only pending requests keep the process alive.
    this.#worker.unref();
    this.#worker.on("message", (reply: WriterReply) => this.#receive(reply));
    this.#worker.once("error", (error) => this.#fail(error));
    this.#worker.once("messageerror", (error) => {
      this.#fail(error);
      this.#worker.postMessage(["close"] satisfies WriterRequest);
    });
    this.#exited = new Promise((resolve) => {
      this.#worker.once("exit", () => {
        this.#fail(new Error("The thread has ended"));
        states.delete(this.#state);
        resolve();
      });
    });
    watchExit();
    states.add(this.#state);
  }

  get isLost(): boolean {
    return this.#failure !== undefined;
  }

  async query(query: SqlQuery, step?: TransactionStep): Promise<SqlResultSet> {
    const [{ sql, args }, ...others] = splitSequence({ sql: query.sql, args: toArguments(query) });
    const result = await this.#send(["query", sql, args, step, others]);
    return typeof result === "object" ? toResultSet(result.columns, result.rows) : noRows;
  }

  async execute(query: SqlQuery, step?: TransactionStep): Promise<number> {
    const result = await this.#send(["execute", query.sql, toArguments(query), step]);
    return typeof result === "number" ? result : 0;
  }

  async executeScript(script: string): Promise<void> {
    await this.#send(["script", script]);
  }

  async end(command: "COMMIT" | "ROLLBACK"): Promise<void> {
    await this.#send(["end", command]);
  }

  /** Waits for pending requests. */
  async close(): Promise<void> {
    if (this.#failure) return;
    this.#worker.ref();
    this.#worker.postMessage(["close"] satisfies WriterRequest);
    await this.#exited;
  }

  #send(request: WriterRequest): Promise<WriterResult> {
    if (this.#failure) return Promise.reject(createLostError(this.#failure.message));
    return new Promise((resolve, reject) => {
      // First: it throws for a value that cannot be copied, which gets no reply.
      this.#worker.postMessage(request);
      Atomics.add(this.#state, 1, 1);
      if (this.#pending.push({ resolve, reject }) === 1) this.#worker.ref();
    });
  }

  #receive([result, failure]: WriterReply): void {
    const pending = this.#pending.shift();
    if (this.#pending.length === 0) this.#worker.unref();
    if (failure) pending?.reject(toError(...failure));
    else pending?.resolve(result);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#pending.splice(0)) reject(createLostError(error.message));
  }
}

const noRows: SqlResultSet = { columnNames: [], columnTypes: [], rows: [] };

const toError = (message: string, extendedCode: number | undefined) =>
  extendedCode === undefined ? new Error(message) : createDriverError(message, extendedCode);

/** The states of all threads of this process. */
const states = new Set<Int32Array<SharedArrayBuffer>>();

/** Ending a thread that is inside libsql aborts the process: an exiting process waits for the running statements. */
function watchExit(): void {
  if (states.size > 0 || process.listeners("exit").includes(stopAll)) return;
  process.on("exit", stopAll);
}

function stopAll(): void {
  const { idle, running, stopped } = threadStates;
  const deadline = Date.now() + EXIT_TIMEOUT;
  for (const state of states) {
    while (Atomics.compareExchange(state, 0, idle, stopped) === running) {
      const remaining = deadline - Date.now();
      // Not an abort, which looks like a crash.
      if (remaining <= 0) process.kill(process.pid, "SIGKILL");
      Atomics.wait(state, 0, running, remaining);
    }
  }
}
