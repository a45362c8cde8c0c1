/** Objects with more keys use a set: comparing each key with all keys before it would take quadratic time. */
const MAX_COMPARED_KEYS = 32;

const parseString: (token: string) => string = JSON.parse;

/** The keys of the objects that a scan is inside. */
export class KeyTable {
  readonly #source: string;
  /** The keys of all objects, outer objects first: the ranges of their tokens, and numbers that mostly differ. */
  readonly #starts: number[] = [];
  /** The complement for a token that is not the only one of its key. */
  readonly #ends: number[] = [];
  readonly #prints: number[] = [];
  #size = 0;
  /** By depth: where an object's keys start, and the set that replaces them. */
  readonly #firsts: number[] = [];
  readonly #sets: (Set<string> | undefined)[] = [];
  #depth = -1;

  constructor(source: string) {
    this.#source = source;
  }

  enterObject(): void {
    this.#depth += 1;
    this.#firsts[this.#depth] = this.#size;
    this.#sets[this.#depth] = undefined;
  }

  leaveObject(): void {
    this.#size = this.#firsts[this.#depth] ?? 0;
    this.#depth -= 1;
  }

  /**
   * Adds a key of the innermost object by the range of its token, which is plain if equal keys have equal tokens.
   * Returns whether the object has the key already.
   */
  add(start: number, end: number, isPlain: boolean): boolean {
    const known = this.#sets[this.#depth];
    const token = known || !isPlain ? this.#read(start, isPlain ? end : ~end) : "";
    if (known) return known.size === known.add(token).size;
    const first = this.#firsts[this.#depth] ?? 0;
    const print = isPlain ? printOf(this.#source, start, end) : printOf(token, 0, token.length);
    const isNew = this.#size - first < MAX_COMPARED_KEYS && !this.#hasPrint(first, print);
    this.#starts[this.#size] = start;
    this.#ends[this.#size] = isPlain ? end : ~end;
    this.#prints[this.#size] = print;
    this.#size += 1;
    return !isNew && this.#makeSet(first).size < this.#size - first;
  }

  #hasPrint(first: number, print: number): boolean {
    for (let index = first; index < this.#size; index += 1) {
      if (this.#prints[index] === print) return true;
    }
    return false;
  }

  #makeSet(first: number): Set<string> {
    const set = new Set<string>();
    for (let index = first; index < this.#size; index += 1) {
      set.add(this.#read(this.#starts[index] ?? 0, this.#ends[index] ?? 0));
    }
    this.#sets[this.#depth] = set;
    return set;
  }

  /** The token that all equal keys share. */
  #read(start: number, end: number): string {
    if (end >= 0) return this.#source.slice(start, end);
    return JSON.stringify(parseString(this.#source.slice(start, ~end)));
  }
}

/** A number of a token's length and three of its characters. */
function printOf(text: string, start: number, end: number): number {
  const middle = text.charCodeAt((start + end) >> 1);
  return (
    ((end - start) << 21) ^
    (text.charCodeAt(start + 1) << 14) ^
    (middle << 7) ^
    text.charCodeAt(end - 2)
  );
}
