import { type Answer, carryOut, type Operation, type Stored } from "./operation.js";

/** One way in which all that is known of a user can have come about. */
interface World {
  readonly stored: Stored;
  /** Calls without an answer: each may have been carried out, or may still be, or never will be. */
  readonly open: readonly Operation[];
  /** Calls of a key that have changed something, with what they were then to be answered. */
  readonly done: ReadonlyMap<string, Answer>;
}

/**
 * What one caller, the only one that changes this user, knows of it: every history that its answers allow.
 * An answer or a row that no history allows breaks a promise.
 */
export class UserRecord {
  readonly id: string;
  #worlds: readonly World[] = [{ stored: null, open: [], done: new Map() }];
  /** When the user that is there was changed last; empty where it may be another than before. */
  #lastUpdate = "";
  #keyed: { readonly operation: Operation; readonly answer: Answer }[] = [];

  constructor(id: string) {
    this.id = id;
  }

  /** How many calls are without an answer at most: their histories multiply. */
  get openCalls(): number {
    return Math.max(...this.#worlds.map(({ open }) => open.length));
  }

  /** A version that the user may have; undefined: there may be none. */
  get likelyVersion(): number | undefined {
    return this.#worlds.at(-1)?.stored?.version;
  }

  /** Calls of a key that were answered OK and have changed something since the last comparison. */
  get answeredKeys(): readonly { readonly operation: Operation; readonly answer: Answer }[] {
    return this.#keyed;
  }

  /** Of what was sent nothing came back. */
  unanswered(operation: Operation): void {
    this.#worlds = this.#worlds.map((world) => {
      const isRepeated = operation.key !== undefined && world.done.has(operation.key);
      return isRepeated || world.open.includes(operation)
        ? world
        : { ...world, open: [...world.open, operation] };
    });
    this.#forgetRemoved(operation);
  }

  /** Says what is wrong with this answer, if anything is. */
  answered(operation: Operation, answer: Answer, updatedAt = ""): string | undefined {
    const text = JSON.stringify(answer);
    const next = this.#expand().flatMap((world): World[] => {
      const first = operation.key === undefined ? undefined : world.done.get(operation.key);
      if (first) return JSON.stringify(first) === text ? [world] : [];
      if (JSON.stringify(carryOut(world.stored, operation).answer) !== text) return [];
      const carriedOut = carry(world, operation);
      // What changed nothing keeps no key: its first attempt may still come, and change something.
      const isStillOpen = carriedOut.stored === world.stored && world.open.includes(operation);
      return isStillOpen ? [carriedOut, world] : [carriedOut];
    });
    if (next.length === 0) {
      return `${this.id}: ${operation.kind} was answered ${text}, which fits none of ${this.#shown()}`;
    }
    this.#worlds = next;
    this.#forgetRemoved(operation);
    if (operation.key !== undefined && next.every(({ done }) => done.has(operation.key ?? ""))) {
      this.#keyed.push({ operation, answer });
    }
    return this.#checkTime(answer, updatedAt);
  }

  /**
   * Compares with what stands in the database when nothing is under way any more: from then on that is what is
   * known.
   */
  compare(found: Stored): string | undefined {
    const text = JSON.stringify(found);
    const worlds = this.#expand();
    const fitting = worlds.filter(({ stored }) => JSON.stringify(stored) === text);
    this.#keyed = [];
    this.#worlds = [{ stored: found, open: [], done: new Map() }];
    if (fitting.length > 0) return undefined;
    return `${this.id}: ${fault(worlds, found)}; found ${text}, allowed ${shown(worlds)}`;
  }

  /** With every choice of the open calls carried out, in every order. */
  #expand(): World[] {
    const worlds = new Map<string, World>();
    const enter = (world: World): void => {
      const name = JSON.stringify([world.stored, world.open, [...world.done]]);
      if (worlds.has(name)) return;
      worlds.set(name, world);
      for (const operation of world.open) enter(carry(world, operation));
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
    return shown(this.#expand());
  }

  #checkTime({ code, created, user }: Answer, updatedAt: string): string | undefined {
    if (code !== "OK" || !user || created === false) return undefined;
    const before = this.#lastUpdate;
    const isSure = this.#worlds.every(({ open }) => open.every(({ kind }) => kind !== "remove"));
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

function carry(world: World, operation: Operation): World {
  const { stored, answer } = carryOut(world.stored, operation);
  const open = world.open.filter((other) => other !== operation);
  const isKept = operation.key !== undefined && stored !== world.stored;
  const done = isKept ? new Map([...world.done, [operation.key, answer]]) : world.done;
  return { stored, open, done };
}

const max = (a: string, b: string) => (a > b ? a : b);

const shown = (worlds: readonly World[]) =>
  JSON.stringify([...new Set(worlds.map(({ stored }) => JSON.stringify(stored)))].slice(0, 5));

/** The kind of what is wrong. */
function fault(worlds: readonly World[], found: Stored): string {
  const versions = worlds.map(({ stored }) => stored?.version ?? 0);
  if (found === null) return "the user is lost";
  if (found.version < Math.min(...versions)) return "an acknowledged change is lost";
  if (found.version > Math.max(...versions))
    return "a change was made twice, or a version is a hole";
  return "the user is none of those that it can be";
}
