import { AppError, invalid } from "../errors/app-error.js";
import type { Issue } from "../errors/errors.js";
import type { JsonValue } from "./json-value.js";
import { findJsonLimitIssue } from "./json-limits.js";

/**
 * Parses JSON and rejects anything that JavaScript would change while parsing: a number that would be rounded
 * (`1234567890123456789`), a duplicate key, or a key such as `"7"` that would move ahead of other keys.
 * JSON that is too deep or has too many values (json-limits.ts) is rejected before it is parsed.
 *
 * @throws AppError INVALID, with the path.
 * @see RFC 8259 §4 and §6, which leave all three to the parser
 */
export function parseExactJson(text: string): JsonValue {
  const limitIssue = findJsonLimitIssue(text);
  if (limitIssue !== undefined) throw invalid([{ path: [], message: limitIssue }]);
  const value = parse(text);
  // Text that round-trips unchanged was parsed exactly; only other text needs a closer look.
  if (roundTrips(value, text)) return value;
  const issue = findInexactIssue(text);
  if (issue) throw invalid([issue]);
  return value;
}

// JSON.parse with types narrower than `any`.
const parseJson: (text: string) => JsonValue = JSON.parse;
const parseStringLiteral: (literal: string) => string = JSON.parse;

function parse(text: string): JsonValue {
  try {
    return parseJson(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError("INVALID", `Invalid JSON: ${reason}`, {
      details: { issues: [{ path: [], message: reason }] },
      cause,
    });
  }
}

function roundTrips(value: JsonValue, text: string): boolean {
  try {
    return JSON.stringify(value) === text;
  } catch {
    return false; // too deeply nested for JSON.stringify
  }
}

/** An object or array that the scan is inside, and the key or index it has reached. */
interface Container {
  key: string | number;
  /** The keys seen so far; absent for an array. */
  readonly keys?: Set<string>;
  /** Whether the next token is a key. */
  expectsKey: boolean;
  /** Where JavaScript puts the last key: integer keys come first, in ascending order. */
  lastPosition: number;
}

const token = /[\s,:]*(?:([{[])|([}\]])|(")|(-?\d[\d.eE+-]*)|true|false|null)/y;

/** Scans text that JSON.parse has accepted. Not recursive, because the sender chooses the depth. */
function findInexactIssue(text: string): Issue | undefined {
  const open: Container[] = [];
  token.lastIndex = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [, opening, closing, quote, number] = match;
    const container = open.at(-1);
    if (closing !== undefined) {
      open.pop();
      continue;
    }
    const start = token.lastIndex - 1;
    if (quote !== undefined) token.lastIndex = endOfString(text, start);
    if (container?.expectsKey) {
      const message = addKey(container, text.slice(start, token.lastIndex));
      if (message !== undefined) return { path: pathOf(open), message };
      continue;
    }
    if (container?.keys) container.expectsKey = true;
    else if (typeof container?.key === "number") container.key += 1;
    if (number !== undefined && !isExact(number)) {
      return { path: pathOf(open), message: roundingMessage(number) };
    }
    if (opening === "{")
      open.push({ key: "", keys: new Set(), expectsKey: true, lastPosition: -1 });
    if (opening === "[") open.push({ key: -1, expectsKey: false, lastPosition: -1 });
  }
  return undefined;
}

const pathOf = (open: readonly Container[]) => open.map((container) => container.key);

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); ; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text[end - 1 - backslashes] === "\\") backslashes += 1;
    if (backslashes % 2 === 0) return end + 1;
  }
}

function addKey(container: Container, quoted: string): string | undefined {
  const key = parseStringLiteral(quoted);
  container.key = key;
  container.expectsKey = false;
  if (container.keys?.has(key)) return "duplicate key; keep only one";
  container.keys?.add(key);
  const position = isArrayIndex(key) ? Number(key) : Infinity;
  if (position < container.lastPosition) {
    return "JavaScript moves integer keys ahead of others; put such keys first, in ascending order";
  }
  container.lastPosition = position;
  return undefined;
}

/** @see ECMA-262 §6.1.7, array index */
function isArrayIndex(key: string): boolean {
  return /^(?:0|[1-9]\d{0,9})$/.test(key) && Number(key) < 2 ** 32 - 1;
}

/** Whether JavaScript writes a number literal back with the same value. */
function isExact(literal: string): boolean {
  const number = Number(literal);
  return Number.isFinite(number) && isSameDecimal(literal, String(number));
}

function roundingMessage(literal: string): string {
  const shown = literal.length > 40 ? `${literal.slice(0, 40)}…` : literal;
  return `the number ${shown} would become ${Number(literal)}; send it as a string to keep it`;
}

function isSameDecimal(left: string, right: string): boolean {
  return left === right || toCanonicalDecimal(left) === toCanonicalDecimal(right);
}

/** A canonical form for each decimal value: sign, digits without outer zeros, and a power of ten. */
function toCanonicalDecimal(literal: string): string {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(literal) ?? [];
  const digits = (whole + fraction).replace(/^0+/, "");
  if (digits === "") return "0";
  // Not /0+$/: it takes quadratic time on a long run of zeros that the sender chooses.
  let end = digits.length;
  while (digits[end - 1] === "0") end -= 1;
  const trimmed = digits.slice(0, end);
  const power = Number(exponent) - fraction.length + (digits.length - trimmed.length);
  return `${sign}${trimmed}e${power}`;
}
