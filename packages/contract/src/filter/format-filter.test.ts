import fc from "fast-check";
import { expect, test } from "vitest";
import type { Filter } from "./filter.js";
import { parseFilter, formatFilter } from "../filter.js";
import { parseWhere } from "./parse-where.js";
import { formatUserPath } from "../users/user-path.js";
import type { Where } from "./where.js";

test.each<[Where, string]>([
  [{ "data.age": { gte: 18 }, id: { ne: "ada" } }, 'data.age >= 18 and id != "ada"'],
  [{}, "true"],
  [{ or: [] }, "false"],
  [
    { id: { nin: ["a"] }, not: { or: [{ version: 1 }, { "data.a": null }] } },
    'id not in ("a") and not (version = 1 or data.a = null)',
  ],
  [{ "data.a\\.b.é c": { exists: false } }, 'data."a.b"."é c" not exists'],
  [
    { "data.a": { in: [2n ** 62n, 2 ** 60, 2 ** 64] } },
    "data.a in (4611686018427387904, 1152921504606846976, 18446744073709552000)",
  ],
  [{ createdAt: { lt: "2026-01-01" } }, "createdAt < 2026-01-01T00:00:00.000000Z"],
])("formats %o as %s", (where, text) => {
  expect(formatFilter(where)).toBe(text);
});

test("rejects an invalid where", () => {
  expect(() => formatFilter({ "data.a": { gt: null } } as object)).toThrow("data.a");
});

const text = fc
  .oneof(fc.string({ unit: "grapheme" }), fc.constantFrom("and", "a.b", "\\", '"', "", "1"))
  .filter((value) => value.isWellFormed() && !value.includes("\u0000"));
const scalar = fc.oneof(
  text,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.bigInt({ min: -(2n ** 65n), max: 2n ** 65n }),
  fc.boolean(),
  fc.constant(null),
);
const ordered = fc.oneof(text, fc.integer(), fc.bigInt());
const time = fc.constantFrom("2026-01-01", "2024-02-29T09:30:00.000001Z", "2026-01-01 10:00+02:00");
const dataPath = fc
  .array(text, { minLength: 1, maxLength: 3 })
  .map(([first = "", ...rest]) => formatUserPath(["data", first, ...rest]));

const dataCondition = fc.dictionary(
  dataPath,
  fc.oneof(
    scalar,
    fc
      .record(
        {
          eq: scalar,
          ne: scalar,
          gt: ordered,
          lte: ordered,
          in: fc.array(scalar),
          nin: fc.array(scalar),
          exists: fc.boolean(),
          contains: scalar,
          startsWith: text,
        },
        { requiredKeys: [] },
      )
      .filter((operators) => Object.keys(operators).length > 0),
  ),
  { maxKeys: 2, noNullPrototype: true },
);
const fieldCondition = fc.record(
  {
    id: text,
    version: fc.record({ gte: fc.integer() }),
    createdAt: fc.record({ lt: time, ne: time }),
    updatedAt: time,
  },
  { requiredKeys: [], noNullPrototype: true },
);
const { where } = fc.letrec<{ where: object }>((tie) => ({
  where: fc.oneof(
    { depthSize: "small", maxDepth: 4 },
    fc.tuple(dataCondition, fieldCondition).map((parts) => Object.assign({}, ...parts) as object),
    fc.record({ and: fc.array(tie("where"), { maxLength: 3 }) }),
    fc.record({ or: fc.array(tie("where"), { maxLength: 3 }) }),
    fc.record({ not: tie("where") }),
  ),
}));

/** The filter without groups of one. */
function simplified(filter: Filter): Filter {
  if (filter.kind === "not") return { kind: "not", filter: simplified(filter.filter) };
  if (filter.kind !== "all" && filter.kind !== "any") return filter;
  const filters = filter.filters.map(simplified);
  const [only] = filters;
  return only && filters.length === 1 ? only : { kind: filter.kind, filters };
}

test("parsing a formatted filter returns the same filter", () => {
  fc.assert(
    fc.property(where, (value) => {
      const { filter, issues } = parseWhere(value);
      fc.pre(issues.length === 0);
      const read = parseFilter(formatFilter(value));
      expect(read).not.toHaveProperty("error");
      const again = "where" in read ? parseWhere(read.where).filter : undefined;
      expect(again && simplified(again)).toEqual(simplified(filter));
    }),
  );
});
