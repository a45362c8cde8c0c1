import { BACKSLASH, QUOTE } from "./characters.js";

const parseString: (token: string) => string = JSON.parse;

const MAX_SHOWN_KEY = 512;

/** Where a scan is: one step for each open container. Keys are only read when a path is asked for. */
export class ScanPath {
  readonly #source: string;
  /** The start of the current key's token or, in an array, -1 minus the current index. */
  readonly #steps: number[] = [];
  /** Paths and depths count from here. */
  root = 0;

  constructor(source: string) {
    this.#source = source;
  }

  get depth(): number {
    return this.#steps.length - this.root;
  }

  enter(): void {
    this.#steps.push(0);
  }

  leave(): void {
    this.#steps.pop();
  }

  toKey(start: number): void {
    this.#steps[this.#steps.length - 1] = start;
  }

  toNextItem(): void {
    this.toKey((this.#steps.at(-1) ?? 0) - 1);
  }

  keys(): (string | number)[] {
    return this.#steps
      .slice(this.root)
      .map((step) => (step < 0 ? -1 - step : keyAt(this.#source, step)));
  }
}

/** A key at the start of its token; a long one is shortened, because each issue repeats it. */
function keyAt(source: string, start: number): string {
  let end = start + 1;
  while (source.charCodeAt(end) !== QUOTE) end += source.charCodeAt(end) === BACKSLASH ? 2 : 1;
  const key = parseString(source.slice(start, end + 1));
  return key.length > MAX_SHOWN_KEY ? `${key.slice(0, MAX_SHOWN_KEY)}…` : key;
}
