import fc from "fast-check";

/** JSON as a program could send it, and as Roster stores and returns it. Both texts are written token by token. */
export interface SentJson {
  readonly sent: string;
  readonly stored: string;
}

type Sent = fc.Arbitrary<SentJson>;

const unchanged = (token: string): SentJson => ({ sent: token, stored: token });

const space = fc.oneof(
  { arbitrary: fc.constant(""), weight: 3 },
  { arbitrary: fc.stringMatching(/^[ \t\n\r]{1,3}$/), weight: 1 },
);

const MAX_LENGTH = 64;

const notableNumbers = [
  "-0",
  "0.0",
  "1.0",
  "-0.0e-0",
  "1e25",
  "1E+3",
  "0e400",
  "0.0e-9999",
  "5e-324",
  "1.7976931348623157e308",
  "9007199254740993",
  "9223372036854775807",
  "-9223372036854775808",
  "18446744073709551615",
  "0.10000000000000000555",
  "9".repeat(MAX_LENGTH),
  `-${"1".repeat(MAX_LENGTH - 1)}`,
  `0.${"0".repeat(MAX_LENGTH - 3)}1`,
];

const digits = fc.stringMatching(/^[0-9]{1,22}$/);

/** A number literal that every double parser accepts: neither infinite nor underflowing. */
const number: Sent = fc
  .oneof(
    fc.constantFrom(...notableNumbers),
    fc.integer().map(String),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n }).map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
    fc
      .tuple(
        fc.constantFrom("", "-"),
        fc.stringMatching(/^(0|[1-9][0-9]{0,18})$/),
        fc.option(digits, { nil: undefined }),
        fc.option(fc.stringMatching(/^[eE][+-]?0{0,2}[0-9]{1,2}$/), { nil: "" }),
      )
      .map(([sign, whole, fraction, exponent]) =>
        [sign, whole, fraction === undefined ? "" : `.${fraction}`, exponent].join(""),
      ),
  )
  .map(unchanged);

/** A piece of a string: as sent between the quotes, and its value. */
interface Piece {
  readonly sent: string;
  readonly value: string;
}

const hex = (unit: string, isUpper: boolean) => {
  const code = unit.charCodeAt(0).toString(16).padStart(4, "0");
  return `\\u${isUpper ? code.toUpperCase() : code}`;
};

const pieces: fc.Arbitrary<readonly Piece[]> = fc.array(
  fc.oneof(
    // A code point, written as it is where JSON allows it.
    fc.string({ unit: "binary", minLength: 1, maxLength: 3 }).map((text) => {
      const value = text.replaceAll("\u0000", "");
      return { sent: JSON.stringify(value).slice(1, -1), value };
    }),
    fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 12 }).map((value) => ({
      sent: JSON.stringify(value).slice(1, -1),
      value,
    })),
    fc
      .constantFrom('""', "\\\\", "//", "b\b", "f\f", "n\n", "r\r", "t\t")
      .map(([letter = "", value = ""]) => ({ sent: `\\${letter}`, value })),
    fc
      .constantFrom("/", "\u007f", "\u2028", "\ufeff", "😀")
      .map((value) => ({ sent: value, value })),
    // Escaped units; a surrogate pair is two of them.
    fc
      .tuple(fc.string({ unit: "binary", minLength: 1, maxLength: 2 }), fc.boolean())
      .map(([text, isUpper]) => {
        const value = text.replaceAll("\u0000", "a");
        return { sent: value.split("").map((unit) => hex(unit, isUpper)).join(""), value }; // prettier-ignore
      }),
  ),
  { maxLength: 6 },
);

const toText = (parts: readonly Piece[]) => ({
  value: parts.map((part) => part.value).join(""),
  sent: `"${parts.map((part) => part.sent).join("")}"`,
});

const text = fc.oneof(
  { arbitrary: pieces.map(toText), weight: 5 },
  {
    arbitrary: fc
      .integer({ min: 100, max: 400 })
      .map((length) => ({ sent: `"${"k".repeat(length)}"`, value: "k".repeat(length) })),
    weight: 1,
  },
);

const notableKeys = ["10", "2", "-1", "4294967295", "__proto__", "constructor", "toJSON", "data"];

const key = fc.oneof(
  fc
    .constantFrom(...notableKeys, "set", "schema", "length", "", "a.b", "0")
    .map((value) => ({ sent: JSON.stringify(value), value })),
  text,
);

const string: Sent = text.map(({ sent, value }) => ({ sent, stored: JSON.stringify(value) }));

const word: Sent = fc.constantFrom("true", "false", "null").map(unchanged);

/** Tokens between which white space does not count. */
const spaced = (tokens: readonly string[]) =>
  fc.array(space, { minLength: tokens.length + 1, maxLength: tokens.length + 1 }).map(
    (gaps) => tokens.map((token, index) => `${gaps[index] ?? ""}${token}`).join("") + (gaps.at(-1) ?? ""), // prettier-ignore
  );

const joinWith = (separator: string, lists: readonly (readonly string[])[]) =>
  lists.flatMap((list, index) => (index === 0 ? list : [separator, ...list]));

function arrayOf(item: Sent): Sent {
  return fc.array(item, { maxLength: 4 }).chain((items) =>
    spaced([
      "[",
      ...joinWith(
        ",",
        items.map(({ sent }) => [sent]),
      ),
      "]",
    ]).map((sent) => ({
      sent: sent.trim(),
      stored: `[${items.map(({ stored }) => stored).join(",")}]`,
    })),
  );
}

function objectOf(value: Sent): Sent {
  const members = fc.uniqueArray(fc.tuple(key, value), {
    selector: ([{ value: name }]) => name,
    maxLength: 5,
  });
  return members.chain((list) => {
    const tokens = list.map(([name, { sent }]) => [name.sent, ":", sent]);
    const stored = list.map(([name, one]) => `${JSON.stringify(name.value)}:${one.stored}`);
    return spaced(["{", ...joinWith(",", tokens), "}"]).map((sent) => ({
      sent: sent.trim(),
      stored: `{${stored.join(",")}}`,
    }));
  });
}

const { value: anyValue } = fc.letrec<{ value: SentJson }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    number,
    string,
    word,
    arrayOf(tie("value")),
    objectOf(tie("value")),
  ),
}));

/** How deep `objectOf(anyValue)` can be nested. */
const OWN_DEPTH = 5;

/** A JSON object of up to `maxDepth` levels with every notation of numbers, strings, keys and white space. */
export function sentObject({ maxDepth = 64 } = {}): Sent {
  const nested = fc
    .tuple(objectOf(anyValue), fc.integer({ min: 1, max: maxDepth - OWN_DEPTH }), fc.boolean())
    .map(([inner, levels, isArray]) => {
      const [open, close] = isArray ? (["[", "]"] as const) : (['{"in":', "}"] as const);
      const wrap = (token: string) =>
        `{"deep":${open.repeat(levels - 1)}${token}${close.repeat(levels - 1)}}`;
      return { sent: wrap(inner.sent), stored: wrap(inner.stored) };
    });
  return fc.oneof({ arbitrary: objectOf(anyValue), weight: 6 }, { arbitrary: nested, weight: 1 });
}
