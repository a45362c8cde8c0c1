import { setImmediate } from "node:timers/promises";
import { invalid, type Issue } from "@roster/contract";
import type { JsonText } from "@roster/contract/json";
import type { JobOwner } from "../threads/fair-queue.js";
import { JobLimitExceeded, type ThreadPool } from "../threads/thread-pool.js";
import type { InlineCheck } from "./inline-check.js";
import { toIssues, type ValidationError } from "./to-issues.js";

/** How long the check of one user's data may take on a thread, in milliseconds. */
export const MAX_CHECK_MS = 500;

/** How much memory a thread's checks may take, in megabytes. */
export const MAX_CHECK_MB = 256;

/** After this many checks of a call exceeded their time, its other slow checks are not tried. */
const MAX_TIMEOUTS = 4;

/** How many checks of one call run or wait at a time. */
const MAX_PARALLEL = 8;

/** How long checks may block the event loop at a time, in milliseconds. */
const MAX_SLICE_MS = 10;

/** How many schemas a thread keeps. */
const MAX_KNOWN = 50;

const SLOW = `takes more than ${MAX_CHECK_MS} ms or ${MAX_CHECK_MB} MB of memory to validate against the app's schema`;
const ADVICE =
  "send less data, or simplify the schema's pattern, format, $ref, anyOf or uniqueItems";

const TIMED_OUT: readonly Issue[] = [{ path: ["data"], message: `${SLOW}; ${ADVICE}` }];

/** Only of single checks: checkAll fails instead, because such data is neither valid nor invalid. */
const NOT_TRIED: readonly Issue[] = [
  {
    path: ["data"],
    message: `was not validated, because ${MAX_TIMEOUTS} other users of this call took more than ${MAX_CHECK_MS} ms each; send it again in another call`,
  },
];

const STOPPED = `${SLOW}, like that of other users, so the call was stopped and has changed nothing; ${ADVICE}`;

export const CIRCULAR_SCHEMA: Issue = {
  path: ["data"],
  message: "the app's schema refers to itself endlessly; fix its $ref",
};

/** What validates data against one schema. */
export interface CompiledSchema {
  readonly key: string;
  readonly code: string;
  /** The schema's patterns as RE2 writes them, if it can. */
  readonly linearPatterns: ReadonlyMap<string, string>;
  readonly checkInline: InlineCheck;
}

/** Validates users' data against a schema. Issues have paths that start with `data`. */
export class Validator {
  readonly #schema: CompiledSchema;
  readonly #threads: ThreadPool;

  constructor(schema: CompiledSchema, threads: ThreadPool) {
    this.#schema = schema;
    this.#threads = threads;
  }

  /** In characters of code. */
  get size(): number {
    return this.#schema.code.length;
  }

  /** Undefined if the check may take long, so that it has to run on a thread. */
  checkInline(data: JsonText): readonly Issue[] | undefined {
    const errors = this.#schema.checkInline(data);
    return errors && toIssues(errors, data.value);
  }

  /** The checks of one call. */
  forCall(owner: JobOwner): CallValidator {
    return new CallValidator(this, (data) => this.#checkOnThread(data, owner));
  }

  async #checkOnThread(data: JsonText, owner: JobOwner): Promise<readonly Issue[]> {
    const { key, code, linearPatterns } = this.#schema;
    const { text } = data;
    const response = await this.#threads.run({
      ...owner,
      size: text.length,
      toMessage: (known) => {
        if (known.has(key)) return { content: { key, text }, isPrepared: true };
        const isFull = known.size >= MAX_KNOWN;
        if (isFull) known.clear();
        known.add(key);
        const content = { key, text, schema: { code, linearPatterns }, isFull };
        return { content, isPrepared: false };
      },
    });
    const errors = errorsIn(response);
    return errors ? toIssues(errors, data.value) : [CIRCULAR_SCHEMA];
  }
}

/** Validates the data of one call, and gives up when that takes too long. */
export class CallValidator {
  readonly #validator: Validator;
  readonly #checkOnThread: (data: JsonText) => Promise<readonly Issue[]>;
  /** What each of the checks that run at the same time waits for. */
  readonly #lanes: Promise<unknown>[] = Array.from({ length: MAX_PARALLEL }, () =>
    Promise.resolve(),
  );
  #timeouts = 0;
  /** The slow data of all pages. */
  readonly #slow: Issue[] = [];

  constructor(validator: Validator, checkOnThread: (data: JsonText) => Promise<readonly Issue[]>) {
    this.#validator = validator;
    this.#checkOnThread = checkOnThread;
  }

  async check(data: JsonText): Promise<readonly Issue[]> {
    return this.#validator.checkInline(data) ?? (await this.checkOnThread(data));
  }

  /**
   * The issues of each, in order.
   *
   * @param toPath where the data is, by its index in `all`
   * @throws AppError INVALID with these paths, if so much data is slow that other data was not checked
   */
  async checkAll(
    all: readonly JsonText[],
    toPath: (index: number) => Issue["path"],
  ): Promise<readonly (readonly Issue[])[]> {
    const checks: Promise<readonly Issue[]>[] = [];
    let sliceStart = performance.now();
    for (const data of all) {
      const checked = this.check(data);
      // Handled by Promise.all, but perhaps only after the next slices.
      checked.catch(() => {});
      checks.push(checked);
      if (performance.now() - sliceStart < MAX_SLICE_MS) continue;
      await setImmediate();
      sliceStart = performance.now();
    }
    const found = await Promise.all(checks);
    for (const [index, issues] of found.entries()) {
      if (issues === TIMED_OUT) this.#slow.push({ path: toPath(index), message: STOPPED });
    }
    if (found.includes(NOT_TRIED)) assertNoIssues(this.#slow);
    return found;
  }

  /** Also for data that could be checked on the event loop. */
  checkOnThread(data: JsonText): Promise<readonly Issue[]> {
    const lane = this.#lanes.shift() ?? Promise.resolve();
    const checked = lane.then(() => this.#tryOnThread(data));
    this.#lanes.push(checked.catch(() => {}));
    return checked;
  }

  async #tryOnThread(data: JsonText): Promise<readonly Issue[]> {
    if (this.#timeouts >= MAX_TIMEOUTS) return NOT_TRIED;
    try {
      return await this.#checkOnThread(data);
    } catch (error) {
      if (!(error instanceof JobLimitExceeded)) throw error;
      this.#timeouts += 1;
      return TIMED_OUT;
    }
  }
}

/** @throws AppError INVALID with each path, if there are issues. */
export function assertNoIssues([first, ...rest]: readonly Issue[]): void {
  if (first) throw invalid([first, ...rest]);
}

/** What a thread responds: errors, or only that the schema refers to itself endlessly. */
function errorsIn(response: unknown): readonly ValidationError[] | undefined {
  if (typeof response !== "object" || response === null || !("errors" in response))
    return undefined;
  // oxlint-disable-next-line typescript/consistent-type-assertions -- validator-thread.js returns Ajv's errors
  return response.errors as readonly ValidationError[];
}
