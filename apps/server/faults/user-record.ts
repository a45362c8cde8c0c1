import {
  type OperationResponse,
  applyOperation,
  type Operation,
  type StoredUser,
} from "./reference-model.js";

/** One way in which all that is known of a user can have come about. */
interface History {
  readonly stored: StoredUser;
  /** Calls without an answer: each may have been carried out, or may still be, or never will be. */
  readonly pending: readonly Operation[];
  /** Calls of a key that have changed something, with what they were then to be answered. */
  readonly completed: ReadonlyMap<string, OperationResponse>;
}

/**
 * What one caller, the only one that changes this user, knows of it: every history that its answers allow.
 * An answer or a row that no history allows breaks a promise.
 */
export class UserRecord {
  readonly id: string;
  #worlds: readonly History[] = [{ stored: null, pending: [], completed: new Map() }];
  /** When the user that is there was changed last; empty where it may be another than before. */
  #lastUpdate = "";
  #keyed: { readonly operation: Operation; readonly answer: OperationResponse }[] = [];

  constructor(id: string) {
    this.id = id;
  }

  /** How many calls are without an answer at most: their histories multiply. */
  get pendingCalls(): number {
    return Math.max(...this.#worlds.map(({ pending: open }) => open.length));
  }

  /** A version that the user may have; undefined: there may be none. */
  get likelyVersion(): number | undefined {
    return this.#worlds.at(-1)?.stored?.version;
  }

  /** Calls of a key that were answered OK and have changed something since the last comparison. */
  get replayableCalls(): readonly {
    readonly operation: Operation;
    readonly answer: OperationResponse;
  }[] {
    return this.#keyed;
  }

  /** Of what was sent nothing came back. */
  recordNoResponse(operation: Operation): void {
    this.#worlds = this.#worlds.map((world) => {
      const isRepeated = operation.key !== undefined && world.completed.has(operation.key);
      return isRepeated || world.pending.includes(operation)
        ? world
        : { ...world, pending: [...world.pending, operation] };
    });
    this.#forgetRemoved(operation);
  }

  /** Says what is wrong with this answer, if anything is. */
  recordResponse(
    operation: Operation,
    answer: OperationResponse,
    updatedAt = "",
  ): string | undefined {
    const text = JSON.stringify(answer);
    const next = this.#expand().flatMap((world): History[] => {
      const first = operation.key === undefined ? undefined : world.completed.get(operation.key);
      if (first) return JSON.stringify(first) === text ? [world] : [];
      if (JSON.stringify(applyOperation(world.stored, operation).response) !== text) return [];
      const carriedOut = advance(world, operation);
      // What changed nothing keeps no key: its first attempt may still come, and change something.
      const isStillOpen = carriedOut.stored === world.stored && world.pending.includes(operation);
      return isStillOpen ? [carriedOut, world] : [carriedOut];
    });
    if (next.length === 0) {
      return `${this.id}: ${operation.kind} was answered ${text}, which fits none of ${this.#shown()}`;
    }
    this.#worlds = next;
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
   * Compares with what stands in the database when nothing is under way any more: from then on that is what is
   * known.
   */
  compare(found: StoredUser): string | undefined {
    const text = JSON.stringify(found);
    const worlds = this.#expand();
    const fitting = worlds.filter(({ stored }) => JSON.stringify(stored) === text);
    this.#keyed = [];
    this.#worlds = [{ stored: found, pending: [], completed: new Map() }];
    if (fitting.length > 0) return undefined;
    return `${this.id}: ${describeViolation(worlds, found)}; found ${text}, allowed ${describeHistories(worlds)}`;
  }

  /** With every choice of the open calls carried out, in every order. */
  #expand(): History[] {
    const worlds = new Map<string, History>();
    const enter = (world: History): void => {
      const name = JSON.stringify([world.stored, world.pending, [...world.completed]]);
      if (worlds.has(name)) return;
      worlds.set(name, world);
      for (const operation of world.pending) enter(advance(world, operation));
    };
    this.#worlds.forEach(enter);
    return [...worlds.values()];
  }

  /** What a patch was answered is erased with its user; who comes after it begins with a time of its own. */
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
    const isSure = this.#worlds.every(({ pending: open }) =>
      open.every(({ kind }) => kind !== "remove"),
    );
    this.#lastUpdate = !isSure ? "" : created === true ? updatedAt : max(before, updatedAt);
    if (created === true || user.version === 1 || updatedAt > before) return undefined;
    return this.#isRepetition(user.version)
      ? undefined
      : `${this.id}: version ${user.version} was changed at ${updatedAt}, not after ${before}`;
  }

  /** An earlier answer given again. */
  #isRepetition(version: number): boolean {
    return this.#worlds.every(({ stored }) => stored === null || stored.version > version);
  }
}

function advance(world: History, operation: Operation): History {
  const { stored, response: answer } = applyOperation(world.stored, operation);
  const open = world.pending.filter((other) => other !== operation);
  const isKept = operation.key !== undefined && stored !== world.stored;
  const done = isKept ? new Map([...world.completed, [operation.key, answer]]) : world.completed;
  return { stored, pending: open, completed: done };
}

const max = (a: string, b: string) => (a > b ? a : b);

const describeHistories = (worlds: readonly History[]) =>
  JSON.stringify([...new Set(worlds.map(({ stored }) => JSON.stringify(stored)))].slice(0, 5));

/** The kind of what is wrong. */
function describeViolation(worlds: readonly History[], found: StoredUser): string {
  const versions = worlds.map(({ stored }) => stored?.version ?? 0);
  if (found === null) return "the user is lost";
  if (found.version < Math.min(...versions)) return "an acknowledged change is lost";
  if (found.version > Math.max(...versions))
    return "a change was made twice, or a version is a hole";
  return "the user is none of those that it can be";
}
