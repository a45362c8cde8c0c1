import { invalid } from "../errors/app-error.js";
import type { Issue } from "../errors/errors.js";
import {
  BACKSLASH,
  CLOSING_BRACE,
  CLOSING_BRACKET,
  COLON,
  COMMA,
  CURLY,
  FIRST_SURROGATE,
  isDigit,
  LETTER_U,
  MINUS,
  OPENING_BRACE,
  QUOTE,
  SLASH,
  SPACE,
} from "./characters.js";
import { endOfDecimal, endOfExponent } from "./number-end.js";
import { invalidJson } from "./invalid-json.js";
import { MAX_DATA_DEPTH, MAX_ISSUES, MAX_JSON_VALUES, TOO_DEEP } from "./data-limits.js";
import { KeyTable } from "./key-table.js";
import { findNumberIssue, MAX_NUMBER_LENGTH } from "./number-issue.js";
import { ScanPath } from "./scan-path.js";
import { findStringIssue } from "./string-issue.js";

const words = ["true", "false", "null"] as const;
const spacePattern = /[ \t\n\r]*/y;
const escapePattern = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

const parseString: (token: string) => string = JSON.parse;

/**
 * Reads JSON in one pass: checks syntax and limits, finds duplicate keys, and returns objects as minified text.
 * Invalid syntax throws; whatever else cannot be stored becomes an issue with its path. The cursor `at` is at the
 * next character to read.
 */
export class JsonScanner {
  readonly source: string;
  at = 0;
  issues: Issue[] = [];
  readonly #keys: KeyTable;
  readonly #path: ScanPath;
  #values = 0;
  #isMinifying = false;
  #minified = "";
  /** The source up to here is in `#minified`. */
  #copied = 0;
  readonly #skip = () => this.skipValue();

  constructor(source: string) {
    this.source = source;
    this.#keys = new KeyTable(source);
    this.#path = new ScanPath(source);
  }

  /** Reads the value at the cursor: its minified text, and its issues with paths below it. */
  readText(): { readonly text: string; readonly issues: readonly Issue[] } {
    const { source, at: start, issues } = this;
    const { root } = this.#path;
    this.#path.root += this.#path.depth;
    this.issues = [];
    this.#isMinifying = true;
    this.#minified = "";
    this.#copied = start;
    this.skipValue();
    this.#isMinifying = false;
    this.#path.root = root;
    const found = this.issues;
    this.issues = issues;
    const rest = source.slice(this.#copied, this.at);
    return { text: this.#minified === "" ? rest : this.#minified + rest, issues: found };
  }

  /** Reads past the value at the cursor. */
  skipValue(): void {
    const code = this.source.charCodeAt(this.at);
    if (code === QUOTE) this.readString();
    else if (isDigit(code) || code === MINUS) this.#skipNumber();
    else if ((code | CURLY) !== OPENING_BRACE) this.#skipWord();
    else if (this.#path.depth >= MAX_DATA_DEPTH) this.#skipDeep();
    else if (code === OPENING_BRACE) this.readObject(this.#skip);
    else this.readArray(this.#skip);
  }

  /** Reads the object at the cursor; `readMember` reads each value and is given the token of its key. */
  readObject(readMember: (start: number, end: number) => void): void {
    this.#enter();
    this.#keys.enterObject();
    for (let isFirst = true; !this.#isAtEnd(CLOSING_BRACE, isFirst); isFirst = false) {
      const start = this.at;
      this.#path.toKey(start);
      if (this.source.charCodeAt(start) !== QUOTE) this.fail();
      const isPlain = this.readString();
      const end = this.at;
      if (this.#keys.add(start, end, isPlain)) this.report("duplicate key; keep only one");
      if (this.#skipSpace() !== COLON) this.fail();
      this.at += 1;
      this.#skipSpace();
      readMember(start, end);
    }
    this.#keys.leaveObject();
    this.#path.leave();
  }

  /** Reads the array at the cursor; `readItem` reads each value. */
  readArray(readItem: () => void): void {
    this.#enter();
    for (let isFirst = true; !this.#isAtEnd(CLOSING_BRACKET, isFirst); isFirst = false) {
      this.#path.toNextItem();
      readItem();
    }
    this.#path.leave();
  }

  /** Reads the string at the cursor. Returns whether its token is what `JSON.stringify` writes. */
  readString(): boolean {
    const { source, at: start } = this;
    let isPlain = true;
    let mayHaveSurrogate = false;
    let at = start + 1;
    for (let code = source.charCodeAt(at); code !== QUOTE; code = source.charCodeAt((at += 1))) {
      if (code === BACKSLASH) {
        escapePattern.lastIndex = at;
        if (!escapePattern.test(source)) this.fail(at);
        const escaped = source.charCodeAt(at + 1);
        if (escaped === LETTER_U || escaped === SLASH) isPlain = false;
        at = escapePattern.lastIndex - 1;
      } else if (code >= FIRST_SURROGATE) mayHaveSurrogate = true;
      else if (!(code >= SPACE)) this.fail(at); // a control character, or NaN at the end
    }
    this.at = at + 1;
    if (this.#isMinifying && (!isPlain || mayHaveSurrogate)) this.#checkString(start, isPlain);
    return isPlain;
  }

  /** Skips white space at the start or the end of the text. */
  skipOuterSpace(): void {
    spacePattern.lastIndex = this.at;
    spacePattern.test(this.source);
    this.at = spacePattern.lastIndex;
  }

  /** @throws AppError INVALID if anything but white space follows. */
  readEnd(): void {
    this.skipOuterSpace();
    if (this.at < this.source.length) this.fail();
  }

  /** Adds an issue with the path of the current value. */
  report(message: string | undefined): void {
    if (message === undefined || this.issues.length >= MAX_ISSUES) return;
    this.issues.push({ path: this.#path.keys(), message });
  }

  /** @throws AppError INVALID for an unexpected character. */
  fail(at = this.at): never {
    throw invalidJson(this.source, at);
  }

  #enter(): void {
    if (this.#path.depth >= MAX_DATA_DEPTH) throw invalid([{ path: [], message: TOO_DEEP }]);
    this.#path.enter();
    this.#count();
    this.at += 1;
  }

  /** Reads past a container that is too deep, without recursion: the sender chooses the depth. */
  #skipDeep(): void {
    this.report(TOO_DEEP);
    let depth = 0;
    do {
      const code = this.source.charCodeAt(this.at);
      if (Number.isNaN(code)) this.fail();
      if (code === QUOTE) this.readString();
      else this.at += 1;
      if ((code | CURLY) === OPENING_BRACE) depth += 1;
      if ((code | CURLY) === CLOSING_BRACE) depth -= 1;
    } while (depth > 0);
  }

  #count(): void {
    this.#values += 1;
    if (this.#values <= MAX_JSON_VALUES) return;
    throw invalid([{ path: [], message: `has more than ${MAX_JSON_VALUES} values` }]);
  }

  /** Reads up to the next member or item, or past the end of the container. */
  #isAtEnd(closing: number, isFirst: boolean): boolean {
    const code = this.#skipSpace();
    if (code === closing) {
      this.at += 1;
      return true;
    }
    if (isFirst) return false;
    if (code !== COMMA) this.fail();
    this.#count();
    this.at += 1;
    this.#skipSpace();
    return false;
  }

  #skipNumber(): void {
    const { source, at: start } = this;
    const end = endOfDecimal(source, start);
    this.at = endOfExponent(source, end);
    // Without an exponent, only a long literal can be out of range.
    if (this.at === end && end - start <= MAX_NUMBER_LENGTH) return;
    this.report(findNumberIssue(source.slice(start, this.at)));
  }

  #skipWord(): void {
    const word = words.find((one) => this.source.startsWith(one, this.at)) ?? this.fail();
    this.at += word.length;
  }

  /** Skips white space inside the text. Returns the unit at the cursor. */
  #skipSpace(): number {
    const code = this.source.charCodeAt(this.at);
    if (code > SPACE || Number.isNaN(code)) return code;
    const start = this.at;
    this.skipOuterSpace();
    if (this.#isMinifying) this.#replace(start, "");
    return this.source.charCodeAt(this.at);
  }

  #checkString(start: number, isPlain: boolean): void {
    const value = parseString(this.source.slice(start, this.at));
    this.report(findStringIssue(value));
    if (!isPlain) this.#replace(start, JSON.stringify(value));
  }

  /** Writes `text` in place of the source from `start` to the cursor. */
  #replace(start: number, text: string): void {
    this.#minified += this.source.slice(this.#copied, start) + text;
    this.#copied = this.at;
  }
}
