import { AppError, invalid } from "../errors/app-error.js";
import type { Issue } from "../errors/errors.js";
import type { JsonValue } from "./json-value.js";
import { findJsonLimitIssue } from "./json-limits.js";

/**
 * Reads JSON and refuses what JavaScript would change in reading: a number that is rounded
 * (`1234567890123456789`), a key given twice, or a key such as `"7"` that would be moved before others.
 * Refuses what is too deep or has too many values before it parses it (json-limits.ts).
 *
 * @throws AppError INVALID, naming the place.
 * @see RFC 8259 §4 and §6, which leave all three to the reader
 */
export function parseExactJson(text: string): JsonValue {
  const excess = findJsonLimitIssue(text);
  if (excess !== undefined) throw invalid([{ path: [], message: excess }]);
  const value = parse(text);
  // Text that is written back letter for letter was read exactly; only other text needs a closer look.
  if (roundTrips(value, text)) return value;
  const issue = findInexactIssue(text);
  if (issue) throw invalid([issue]);
  return value;
}

function parse(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue; // oxlint-disable-line typescript/consistent-type-assertions -- by its definition
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError("INVALID", `This is not JSON: ${reason}`, {
      details: { issues: [{ path: [], message: reason }] },
      cause,
    });
  }
}

function roundTrips(value: JsonValue, text: string): boolean {
  try {
    return JSON.stringify(value) === text;
  } catch {
    return false; // nested too deeply for JSON.stringify
  }
}

/** An object or array that the walk is inside of, and the step it is at. */
interface Container {
  key: string | number;
  /** The keys met so far; absent for an array. */
  readonly keys?: Set<string>;
  /** A key is next, not a value. */
  expectsKey: boolean;
  /** Where JavaScript would put the last key: index keys first and ascending, all others behind. */
  lastPosition: number;
}

const token = /[\s,:]*(?:([{[])|([}\]])|(")|(-?\d[\d.eE+-]*)|true|false|null)/y;

/** Walks text that JSON.parse has accepted; without recursion, since its depth is the sender's choice. */
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
  const key = JSON.parse(quoted) as string; // oxlint-disable-line typescript/consistent-type-assertions -- a string literal
  container.key = key;
  container.expectsKey = false;
  if (container.keys?.has(key)) return "this key is given twice; give it once";
  container.keys?.add(key);
  const place = isArrayIndex(key) ? Number(key) : Infinity;
  if (place < container.lastPosition) {
    return "JavaScript cannot keep a key that is a whole number in this place; put such keys first, in ascending order";
  }
  container.lastPosition = place;
  return undefined;
}

/** @see ECMA-262 §6.1.7, array index */
function isArrayIndex(key: string): boolean {
  return /^(?:0|[1-9]\d{0,9})$/.test(key) && Number(key) < 2 ** 32 - 1;
}

/** Whether a number literal has the value that JavaScript will write for it. */
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

/** One spelling for each decimal value: sign, digits without outer zeros, and the power of ten. */
function toCanonicalDecimal(literal: string): string {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(literal) ?? [];
  const digits = (whole + fraction).replace(/^0+/, "");
  if (digits === "") return "0";
  // Not by /0+$/, which takes quadratic time over a long run of zeros, and the sender chooses the run.
  let end = digits.length;
  while (digits[end - 1] === "0") end -= 1;
  const trimmed = digits.slice(0, end);
  const power = Number(exponent) - fraction.length + (digits.length - trimmed.length);
  return `${sign}${trimmed}e${power}`;
}
