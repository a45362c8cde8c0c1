import fc from "fast-check";
import { expect, test } from "vitest";
import { AppError } from "../errors/app-error.js";
import { parseExactJson } from "./exact-json.js";

function isAccepted(text: string): boolean {
  try {
    parseExactJson(text);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === "INVALID") return false;
    throw error;
  }
}

test("parses any JSON value, regardless of its white space and escapes", () => {
  const gaps = fc.array(fc.stringMatching(/^[ \t\n\r]{0,3}$/), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), gaps, (value, gapList) => {
      const text = write(value, gapList);
      expect(JSON.stringify(parseExactJson(text))).toBe(JSON.stringify(value));
    }),
    { numRuns: 1000 },
  );
});

test("accepts a number if and only if JavaScript writes it back with the same value", () => {
  const literal = fc.stringMatching(/^-?(?:0|[1-9]\d{0,24})(?:\.\d{1,24})?(?:[eE][+-]?\d{1,3})?$/);
  const written = fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map((number) => number.toString());
  const precise = fc.tuple(written, fc.nat(24)).map(([text, places]) => {
    return Math.abs(Number(text)) < 1e21 ? Number(text).toFixed(places) : text;
  });
  const whole = fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String);
  fc.assert(
    fc.property(fc.oneof(literal, written, precise, whole), (text) => {
      const read = Number(text);
      const isPreserved = Number.isFinite(read) && isSameValue(text, String(read));
      expect(isAccepted(`[\n\t\r ${text}\r\n]`)).toBe(isPreserved);
    }),
    { numRuns: 5000 },
  );
});

test("accepts an object if and only if JavaScript preserves the order of its keys", () => {
  const near = fc.constantFrom("4294967294", "4294967295", "4294967296", "01", "-1", "1.5", "a");
  const key = fc.oneof(fc.nat(12).map(String), near, fc.string({ maxLength: 2 }));
  fc.assert(
    fc.property(fc.array(key, { maxLength: 5 }), (keys) => {
      const text = `{${keys.map((name) => `\n${JSON.stringify(name)}\t:\r0 `).join(",")}}`;
      const read = Object.keys(JSON.parse(text) as object);
      expect(isAccepted(text)).toBe(read.join("\n") === keys.join("\n"));
    }),
    { numRuns: 5000 },
  );
});

test.each([
  ["arrays", "[", "]"],
  ["objects", '{"a":', "}"],
])(
  "parses nested %s exactly, and rejects 100,000 levels without crashing",
  (_, opening, closing) => {
    const nested = (depth: number, inner: string) =>
      opening.repeat(depth) + inner + closing.repeat(depth);
    expect(isAccepted(nested(250, " 1.0"))).toBe(true);
    expect(isAccepted(nested(250, " 1e400"))).toBe(false);
    expect(isAccepted(nested(100_000, "1"))).toBe(false);
  },
);

test("parses a number of a million digits in linear time", () => {
  expect(isAccepted(`0.1${"0".repeat(1_000_000)}`)).toBe(true);
  expect(isAccepted(`0.1${"0".repeat(1_000_000)}1`)).toBe(false);
});

/** Whether two literals have the same value, by integer arithmetic: units times a power of ten. */
function isSameValue(left: string, right: string): boolean {
  const [a, b] = [valueOf(left), valueOf(right)];
  const exponent = Math.min(a.exponent, b.exponent);
  const scaled = (value: typeof a) => value.units * 10n ** BigInt(value.exponent - exponent);
  return scaled(a) === scaled(b);
}

function valueOf(literal: string): { units: bigint; exponent: number } {
  const [mantissa = "", exponent = "0"] = literal.toLowerCase().split("e");
  const [, fraction = ""] = mantissa.split(".");
  return {
    units: BigInt(mantissa.replace(".", "")),
    exponent: Number(exponent) - fraction.length,
  };
}

/** `value` as JSON, with `gaps` used in turn between its tokens, and some characters escaped. */
function write(value: unknown, gaps: readonly string[]): string {
  let turn = 0;
  const gap = () => gaps[turn++ % gaps.length] ?? "";
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  const quoted = (text: string) =>
    JSON.stringify(text).replaceAll(/\\.[0-9a-f]{0,4}|[^"\\]/g, (unit) =>
      unit.length === 1 && turn++ % 3 === 0 ? escaped(unit) : unit,
    );
  const padded = (node: unknown): string => `${gap()}${token(node)}${gap()}`;
  const token = (node: unknown): string => {
    if (typeof node === "string") return quoted(node);
    if (typeof node !== "object" || node === null) return JSON.stringify(node);
    if (Array.isArray(node)) return `[${gap()}${node.map(padded).join(",")}]`;
    const members = Object.entries(node).map(
      ([key, member]) => `${gap()}${quoted(key)}${gap()}:${padded(member)}`,
    );
    return `{${gap()}${members.join(",")}}`;
  };
  return padded(value);
}
