import {
  type OperationResponse,
  applyOperation,
  type Operation,
  type StoredUser,
} from "./reference-model.js";

/** One possible history of a user that explains every response. */
interface History {
  readonly stored: StoredUser;
  /** Calls without a response: each may have been applied, may still be, or never will be. */
  readonly pending: readonly Operation[];
  /** The first response to each call with a key that changed something. */
  readonly completed: ReadonlyMap<string, OperationResponse>;
}

/**
 * Tracks every history that the responses allow, for a user that only one caller changes. A response or a row that
 * no history allows violates a guarantee.
 */
export class UserRecord {
  readonly id: string;
  #histories: readonly History[] = [{ stored: null, pending: [], completed: new Map() }];
  /** The last update of this user; empty if the user may have been removed and added again. */
  #lastUpdate = "";
  #keyed: { readonly operation: Operation; readonly answer: OperationResponse }[] = [];

  constructor(id: string) {
    this.id = id;
  }

  /** The most calls without a response in any history; each doubles the histories. */
  get pendingCalls(): number {
    return Math.max(...this.#histories.map(({ pending: open }) => open.length));
  }

  /** A version that the user may have; undefined if it may not exist. */
  get likelyVersion(): number | undefined {
    return this.#histories.at(-1)?.stored?.version;
  }

  /** Successful calls with a key that changed something since the last comparison. */
  get replayableCalls(): readonly {
    readonly operation: Operation;
    readonly answer: OperationResponse;
  }[] {
    return this.#keyed;
  }

  /** Records a call without a response. */
  recordNoResponse(operation: Operation): void {
    this.#histories = this.#histories.map((history) => {
      const isReplay = operation.key !== undefined && history.completed.has(operation.key);
      return isReplay || history.pending.includes(operation)
        ? history
        : { ...history, pending: [...history.pending, operation] };
    });
    this.#forgetRemoved(operation);
  }

  /** Returns what is wrong with this response, if anything. */
  recordResponse(
    operation: Operation,
    answer: OperationResponse,
    updatedAt = "",
  ): string | undefined {
    const text = JSON.stringify(answer);
    const next = this.#expand().flatMap((history): History[] => {
      const first = operation.key === undefined ? undefined : history.completed.get(operation.key);
      if (first) return JSON.stringify(first) === text ? [history] : [];
      if (JSON.stringify(applyOperation(history.stored, operation).response) !== text) return [];
      const applied = advance(history, operation);
      // A call without effect stores no key, so its first attempt may still arrive and change something.
      const isStillPending =
        applied.stored === history.stored && history.pending.includes(operation);
      return isStillPending ? [applied, history] : [applied];
    });
    if (next.length === 0) {
      return `${this.id}: ${operation.kind} returned ${text}, which matches none of ${this.#shown()}`;
    }
    this.#histories = next;
    this.#forgetRemoved(operation);
    if (
      operation.key !== undefined &&
      next.every(({ completed: done }) => done.has(operation.key ?? ""))
    ) {
      this.#keyed.push({ operation, answer });
    }
    return this.#checkTime(answer, updatedAt);
  }

  /**
   * Compares with the row in the database when no call is in progress. That row is the known state from then on.
   */
  compare(found: StoredUser): string | undefined {
    const text = JSON.stringify(found);
    const histories = this.#expand();
    const fitting = histories.filter(({ stored }) => JSON.stringify(stored) === text);
    this.#keyed = [];
    this.#histories = [{ stored: found, pending: [], completed: new Map() }];
    if (fitting.length > 0) return undefined;
    return `${this.id}: ${describeViolation(histories, found)}; found ${text}, allowed ${describeHistories(histories)}`;
  }

  /** Every combination and order in which the pending calls may have been applied. */
  #expand(): History[] {
    const histories = new Map<string, History>();
    const enter = (history: History): void => {
      const name = JSON.stringify([history.stored, history.pending, [...history.completed]]);
      if (histories.has(name)) return;
      histories.set(name, history);
      for (const operation of history.pending) enter(advance(history, operation));
    };
    this.#histories.forEach(enter);
    return [...histories.values()];
  }

  /** Removing a user erases the stored responses of its patches, and its timestamps start anew. */
  #forgetRemoved({ kind }: Operation): void {
    if (kind !== "remove") return;
    this.#lastUpdate = "";
    this.#keyed = this.#keyed.filter(({ operation }) => operation.kind !== "patch");
  }

  #shown(): string {
    return describeHistories(this.#expand());
  }

  #checkTime({ code, created, user }: OperationResponse, updatedAt: string): string | undefined {
    if (code !== "OK" || !user || created === false) return undefined;
    const before = this.#lastUpdate;
    const isCertain = this.#histories.every(({ pending: open }) =>
      open.every(({ kind }) => kind !== "remove"),
    );
    this.#lastUpdate = !isCertain ? "" : created === true ? updatedAt : max(before, updatedAt);
    if (created === true || user.version === 1 || updatedAt > before) return undefined;
    return this.#isReplay(user.version)
      ? undefined
      : `${this.id}: version ${user.version} was changed at ${updatedAt}, not after ${before}`;
  }

  /** Whether this is an earlier response, replayed. */
  #isReplay(version: number): boolean {
    return this.#histories.every(({ stored }) => stored === null || stored.version > version);
  }
}

function advance(history: History, operation: Operation): History {
  const { stored, response: answer } = applyOperation(history.stored, operation);
  const open = history.pending.filter((other) => other !== operation);
  const isKept = operation.key !== undefined && stored !== history.stored;
  const done = isKept
    ? new Map([...history.completed, [operation.key, answer]])
    : history.completed;
  return { stored, pending: open, completed: done };
}

const max = (a: string, b: string) => (a > b ? a : b);

const describeHistories = (histories: readonly History[]) =>
  JSON.stringify([...new Set(histories.map(({ stored }) => JSON.stringify(stored)))].slice(0, 5));

/** The kind of violation. */
function describeViolation(histories: readonly History[], found: StoredUser): string {
  const versions = histories.map(({ stored }) => stored?.version ?? 0);
  if (found === null) return "the user is lost";
  if (found.version < Math.min(...versions)) return "an acknowledged change is lost";
  if (found.version > Math.max(...versions))
    return "a change was applied twice, or a version was skipped";
  return "the user has none of its possible states";
}
