import fc from "fast-check";
import { RE2JS } from "re2js";
import { expect, test } from "vitest";
import { regexes } from "zod";
import { toLinearPattern } from "./linear-pattern.js";

const alphabet = Array.from("abcXYZ019_-. \n\r\t\v\u0008\u00a0\u2028\ufeff[]{}()^$|\\/é😀ſK\u0000");
const strings = fc.oneof(
  fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 6 }),
);

const atom = fc.oneof(
  fc.constantFrom(
    "a",
    "b",
    "é",
    "😀",
    ".",
    String.raw`\.`,
    String.raw`\/`,
    String.raw`\-`.slice(1),
  ),
  fc.constantFrom("d", "D", "w", "W", "s", "S", "b", "B").map((letter) => `\\${letter}`),
  fc.constantFrom(
    String.raw`\u{1F600}`,
    String.raw`\ud83d\ude00`,
    String.raw`\u0041`,
    String.raw`\x41`,
  ),
  fc.constantFrom("[]", "[^]", String.raw`\t`, String.raw`\v`, String.raw`\0`, String.raw`\cJ`),
  fc.constantFrom(
    String.raw`\p{L}`,
    String.raw`\P{Lu}`,
    String.raw`\p{Nd}`,
    String.raw`\p{Alphabetic}`,
  ),
  fc.constantFrom("^", "$"),
  fc
    .tuple(
      fc.boolean(),
      fc.array(
        fc.oneof(
          fc.constantFrom("a-z", "0", "[", "[:alpha:", "^", "-", "😀", "&&"),
          fc
            .constantFrom("]", "b", "d", "D", "w", "W", "s", "S", "-", "p{L}", "P{Lu}")
            .map((letter) => `\\${letter}`),
        ),
        { minLength: 1, maxLength: 4 },
      ),
    )
    .map(([isNegated, members]) => `[${isNegated ? "^" : ""}${members.join("")}]`),
);
const { pattern: patterns } = fc.letrec<{ pattern: string; term: string }>((tie) => ({
  pattern: fc.array(tie("term"), { maxLength: 4 }).map((terms) => terms.join("")),
  term: fc.oneof(
    { depthSize: "small" },
    atom,
    fc
      .tuple(atom, fc.constantFrom("*", "+", "?", "{2}", "{1,3}", "*?", "{0,}"))
      .map((parts) => parts.join("")),
    fc
      .tuple(fc.constantFrom("(", "(?:", "(?<n>"), tie("pattern"), fc.constantFrom(")", ")*", ")+"))
      .map((parts) => parts.join("")),
    fc.tuple(tie("pattern"), tie("pattern")).map((parts) => `(?:${parts.join("|")})`),
  ),
}));

function compile(pattern: string): RE2JS | null {
  const linear = toLinearPattern(pattern);
  return linear === null ? null : RE2JS.compile(linear);
}

function isValid(pattern: string): boolean {
  try {
    return RegExp(pattern, "u").source !== "";
  } catch {
    return false;
  }
}

test("a translated pattern matches the same strings as in JavaScript", () => {
  let matches = 0;
  fc.assert(
    fc.property(patterns, fc.array(strings, { maxLength: 8 }), (pattern, tested) => {
      fc.pre(isValid(pattern));
      const [expected, linear] = [new RegExp(pattern, "u"), compile(pattern)];
      for (const string of [...tested, ...alphabet, ""]) {
        expect([string, linear?.test(string)]).toEqual([string, expected.test(string)]);
        if (expected.test(string)) matches += 1;
      }
    }),
    { numRuns: 1_000 },
  );
  expect(matches).toBeGreaterThan(1_000);
});

test("the patterns that zod writes are translated, except lookaheads", () => {
  const sources = Object.values(regexes).flatMap((one) =>
    one instanceof RegExp ? one.source : [],
  );
  for (const source of sources) expect(compile(source) === null).toBe(/\(\?[=!]/.test(source));
});

test.each([
  "(?=a)",
  "(?!a)",
  "(?<=a)b",
  "(?<!a)b",
  String.raw`(a)\1`,
  String.raw`(?<n>a)\k<n>`,
  String.raw`\p{Script=Greek}`,
  String.raw`[\ud800-\udfff]`,
])("%s is not translated", (pattern) => {
  expect(toLinearPattern(pattern)).toBeNull();
});
