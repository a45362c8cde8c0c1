/** The white space of JavaScript's `\s`, in code points; RE2's is ASCII only. */
const SPACE = [
  [0x9, 0xd],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
] as const;
const LAST = 0x10ffff;

const literal = (code: number) => `\\x{${code.toString(16)}}`;
const range = (from: number, to: number) => `${literal(from)}-${literal(to)}`;

const space = SPACE.map(([from, to]) => range(from, to)).join("");
const noSpace = [...SPACE, [LAST + 1, LAST + 1]]
  .map(([from], index) => range((SPACE[index - 1]?.[1] ?? -1) + 1, from - 1))
  .join("");
const EVERYTHING = `[${range(0, LAST)}]`;
const NOTHING = `[^${range(0, LAST)}]`;
const NO_LINE_END = String.raw`[^\n\r\x{2028}\x{2029}]`;

const controls: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, 0: 0 };

class Unsupported extends Error {}

/**
 * Translates a valid JavaScript pattern (flag `u`) to RE2's syntax, so that both match the same well-formed strings.
 * Null for what no linear-time engine can match: lookarounds, backreferences, and what RE2 reads in another way.
 */
export function toLinearPattern(pattern: string): string | null {
  try {
    return new Translator(pattern).translate();
  } catch (error) {
    if (error instanceof Unsupported) return null;
    throw error;
  }
}

class Translator {
  readonly #characters: readonly string[];
  #at = 0;

  constructor(pattern: string) {
    this.#characters = Array.from(pattern);
  }

  translate(): string {
    let translated = "";
    while (this.#at < this.#characters.length) translated += this.#term();
    return translated;
  }

  #peek(offset = 0): string {
    return this.#characters[this.#at + offset] ?? "";
  }

  #next(): string {
    const character = this.#peek();
    this.#at += 1;
    return character;
  }

  #term(): string {
    const character = this.#next();
    if (character === "\\") return this.#escapeOutside();
    if (character === "[") return this.#class();
    if (character === "(") return this.#group();
    if (character === ".") return NO_LINE_END;
    if (character === "^") return String.raw`\A`;
    if (character === "$") return String.raw`\z`;
    if (character === "{") return `{${this.#until("}")}}`;
    return "|)*+?".includes(character) ? character : literal(codeOf(character));
  }

  /** Which groups capture does not matter. */
  #group(): string {
    if (this.#peek() !== "?") return "(?:";
    this.#at += 1;
    const kind = this.#next();
    if (kind === "<" && !"=!".includes(this.#peek())) this.#until(">");
    else if (kind !== ":") throw new Unsupported();
    return "(?:";
  }

  #class(): string {
    const isNegated = this.#peek() === "^";
    if (isNegated) this.#at += 1;
    let members = "";
    while (this.#peek() !== "]") members += this.#classMember();
    this.#at += 1;
    if (members === "") return isNegated ? EVERYTHING : NOTHING;
    return `[${isNegated ? "^" : ""}${members}]`;
  }

  #classMember(): string {
    const from = this.#classAtom();
    if (typeof from === "string") return from;
    if (this.#peek() !== "-" || this.#peek(1) === "]") return literal(from);
    this.#at += 1;
    const to = this.#classAtom();
    // JavaScript rejects a range with a class as its end.
    if (typeof to === "string") throw new Unsupported();
    return range(from, to);
  }

  /** A code point, or the members of a class. */
  #classAtom(): number | string {
    const character = this.#next();
    if (character !== "\\") return codeOf(character);
    const escaped = this.#next();
    if (escaped === "b") return 8;
    return escaped === "s" ? space : escaped === "S" ? noSpace : this.#escape(escaped);
  }

  #escapeOutside(): string {
    const escaped = this.#next();
    if (escaped === "b" || escaped === "B") return `\\${escaped}`;
    if (escaped === "s" || escaped === "S") return `[${escaped === "S" ? "^" : ""}${space}]`;
    const atom = this.#escape(escaped);
    return typeof atom === "string" ? atom : literal(atom);
  }

  #escape(escaped: string): number | string {
    if ("dDwW".includes(escaped)) return `\\${escaped}`;
    if (escaped === "p" || escaped === "P") return `\\${escaped}{${this.#propertyName()}}`;
    const control = controls[escaped];
    if (control !== undefined) return control;
    if (escaped === "c") return codeOf(this.#next()) % 32;
    if (escaped === "x") return Number.parseInt(this.#next() + this.#next(), 16);
    if (escaped === "u") return this.#unicodeEscape();
    // Backreferences.
    if (/[1-9k]/.test(escaped)) throw new Unsupported();
    return codeOf(escaped);
  }

  #propertyName(): string {
    this.#at += 1;
    const name = this.#until("}");
    if (!/^[A-Za-z_]+$/.test(name)) throw new Unsupported();
    return name;
  }

  #unicodeEscape(): number {
    if (this.#peek() === "{") {
      this.#at += 1;
      return assertScalar(Number.parseInt(this.#until("}"), 16));
    }
    const unit = this.#fourDigits();
    const isPair = unit >= 0xd800 && unit < 0xdc00 && this.#peek() + this.#peek(1) === "\\u";
    if (!isPair) return assertScalar(unit);
    this.#at += 2;
    return assertScalar(codeOf(String.fromCharCode(unit, this.#fourDigits())));
  }

  #fourDigits(): number {
    return Number.parseInt(this.#next() + this.#next() + this.#next() + this.#next(), 16);
  }

  /** Returns what comes before the character, and skips it. */
  #until(character: string): string {
    let skipped = "";
    while (this.#peek() !== character) skipped += this.#next();
    this.#at += 1;
    return skipped;
  }
}

function codeOf(character: string): number {
  return assertScalar(character.codePointAt(0) ?? 0);
}

/** JSON has no lone surrogates, so patterns with them are rare. */
function assertScalar(code: number): number {
  if (Number.isNaN(code) || (code >= 0xd800 && code <= 0xdfff)) throw new Unsupported();
  return code;
}
