/** 32-bit FNV-1a. @see RFC 9923 */
const FNV_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Objects with more keys use a set: comparing each key with all keys before it would take quadratic time. */
const MAX_COMPARED_KEYS = 32;

const parseString: (token: string) => string = JSON.parse;

interface KeyToken {
  readonly start: number;
  readonly end: number;
  /** Whether equal keys have equal tokens. */
  readonly isPlain: boolean;
}

/** The keys of the objects that a scan is inside, outer objects first. */
export class KeyTable {
  readonly #source: string;
  readonly #hashes: number[] = [];
  readonly #keys: KeyToken[] = [];
  readonly #sets = new Map<number, Set<string>>();
  size = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** Adds a key of the object whose first key has the index `first`. Returns whether the object has it already. */
  add(first: number, key: KeyToken): boolean {
    const set = this.#sets.get(first);
    if (set) return set.size === set.add(this.#read(key)).size;
    const hash = this.#hash(key);
    for (let index = first; index < this.size; index += 1) {
      if (this.#hashes[index] === hash && this.#isEqual(this.#keys[index], key)) return true;
    }
    this.#hashes[this.size] = hash;
    this.#keys[this.size] = key;
    this.size += 1;
    if (this.size - first > MAX_COMPARED_KEYS) {
      const keys = this.#keys.slice(first, this.size);
      this.#sets.set(first, new Set(keys.map((one) => this.#read(one))));
    }
    return false;
  }

  /** Forgets the keys of the object whose first key has the index `first`. */
  truncate(first: number): void {
    if (this.size - first > MAX_COMPARED_KEYS) this.#sets.delete(first);
    this.size = first;
  }

  /** The token that all equal keys share. */
  #read({ start, end, isPlain }: KeyToken): string {
    const token = this.#source.slice(start, end);
    return isPlain ? token : JSON.stringify(parseString(token));
  }

  #isEqual(one: KeyToken | undefined, other: KeyToken): boolean {
    return one !== undefined && this.#read(one) === this.#read(other);
  }

  #hash(key: KeyToken): number {
    if (key.isPlain) return hashOf(this.#source, key.start, key.end);
    const token = this.#read(key);
    return hashOf(token, 0, token.length);
  }
}

function hashOf(text: string, start: number, end: number): number {
  let hash = FNV_BASIS;
  for (let at = start; at < end; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  }
  return hash;
}
