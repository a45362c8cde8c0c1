import { expect, test } from "vitest";
import { parseFilter } from "../filter.js";

const a = { "data.a": { eq: 1 } };
const b = { "data.b": { eq: 2 } };
const c = { "data.c": { eq: 3 } };
const [A, B, C] = ["data.a = 1", "data.b = 2", "data.c = 3"];

test.each<[string, object]>([
  [
    'data.occupation = "Engineer" and created > 2026-01-01',
    { and: [{ "data.occupation": { eq: "Engineer" } }, { createdAt: { gt: "2026-01-01" } }] },
  ],
  ["data.a!=1", { "data.a": { ne: 1 } }],
  ["data.a>1", { "data.a": { gt: 1 } }],
  ["data.a>=-1.5e3", { "data.a": { gte: -1500 } }],
  ["data.a=9007199254740993", { "data.a": { eq: 9007199254740993n } }],
  ["data.a=-9223372036854775807", { "data.a": { eq: -9223372036854775807n } }],
  ["data.a=9223372036854775808", { "data.a": { eq: 2 ** 63 } }],
  ["data.a=9007199254740993.0", { "data.a": { eq: 2n ** 53n } }],
  ["data.a=0.10000000000000000555", { "data.a": { eq: 0.1 } }],
  ["data.a<0", { "data.a": { lt: 0 } }],
  ["data.a<=1", { "data.a": { lte: 1 } }],
  ["data.a = true", { "data.a": { eq: true } }],
  ["data.a = False", { "data.a": { eq: false } }],
  ["data.a = null", { "data.a": { eq: null } }],
  [String.raw`data.a = "\"\u00e9\n\\"`, { "data.a": { eq: '"é\n\\' } }],
  ['data.a in (1, "x", null)', { "data.a": { in: [1, "x", null] } }],
  ["data.a in ()", { "data.a": { in: [] } }],
  ["data.a NOT IN(true)", { "data.a": { nin: [true] } }],
  ['data.a contains "x"', { "data.a": { contains: "x" } }],
  ['id startsWith "x"', { id: { startsWith: "x" } }],
  ["data.a exists", { "data.a": { exists: true } }],
  ["data.a not exists", { "data.a": { exists: false } }],
  ["version >= 2", { version: { gte: 2 } }],
  ["createdAt = 2026-01-01T09:30:00.5+02:00", { createdAt: { eq: "2026-01-01T09:30:00.5+02:00" } }],
  ['updated < "2026-01-01 09:30Z"', { updatedAt: { lt: "2026-01-01 09:30Z" } }],
  ["id = john-doe", { id: { eq: "john-doe" } }],
  ["id in (7, 2026-01-01, null)", { id: { in: ["7", "2026-01-01", "null"] } }],
  [String.raw`data.example\.org.a\\b = 1`, { [String.raw`data.example\.org.a\\b`]: { eq: 1 } }],
  ['data."post code"."a.b" = 1', { [String.raw`data.post code.a\.b`]: { eq: 1 } }],
  ["data.straße.not = 1", { "data.straße.not": { eq: 1 } }],
  ["data.created > 1", { "data.created": { gt: 1 } }],
  [`${A} or ${B} and ${C}`, { or: [a, { and: [b, c] }] }],
  [`(${A} or ${B}) AND ${C}`, { and: [{ or: [a, b] }, c] }],
  [`not ${A} and ${B}`, { and: [{ not: a }, b] }],
  [`not(${A} and\n\t${B})`, { not: { and: [a, b] } }],
  [`not not ${A}`, { not: { not: a } }],
  [` ((${A})) `, a],
  ["true", { and: [] }],
  ["false", { or: [] }],
])("parses %s", (text, where) => {
  expect(parseFilter(text)).toEqual({ where });
});

const nested = (count: number) => `${"(".repeat(count)}data.a = 1${")".repeat(count)}`;
const many = (count: number) => Array.from({ length: count }, () => "data.a = 1").join(" and ");

test.each<[string, string, string]>([
  ["", "1:1", "expected not, a path such as data.name, (, true or false; found the end"],
  ["data.a", "1:7", "expected a comparison (= != > >= < <=), contains, "],
  ["data.a is 5", "1:8", "found is"],
  ["data.a =", "1:9", "expected a value; found the end"],
  ["data.a = 1 data.b = 2", "1:12", "expected and, or or the end; found data.b"],
  ["data.a = 1 and\n  or data.b = 2", "2:3", "found or"],
  ["data.a = 1 anda", "1:12", "found anda"],
  ["(data.a = 1", "1:12", "expected and, or or ); found the end"],
  ["data.a not 5", "1:12", "expected in or exists; found 5"],
  ["data.a in 5", "1:11", "expected (; found 5"],
  ["data.a in (1,)", "1:14", "expected a value; found )"],
  ['data.a = "x', "1:10", "no closing quote"],
  ["data.a = 'x'", "1:10", "double quotes"],
  [String.raw`data.a = "x\q"`, "1:12", "a backslash in a string"],
  ['data.a = "x\ny"', "1:12", "cannot contain line breaks"],
  [String.raw`data.a\b = 1`, "1:7", String.raw`found \b`],
  ["data.a = Engineer", "1:10", 'put strings in double quotes: "Engineer"'],
  ["data.a in (1, x)", "1:15", 'put strings in double quotes: "x"'],
  ["data.a > 2026-01-01", "1:10", 'put strings in double quotes: "2026-01-01"'],
  ["data.a = 1e400", "1:10", "1e400 is out of a double's range"],
  ["data.a = -1e-400", "1:10", "-1e-400 is out of a double's range"],
  [`data.a = ${"1".repeat(400)}`, "1:10", "is out of a double's range"],
  ["data.a > null", "1:10", "null must be a number or a string"],
  ["data.a startswith 5", "1:19", "5 must be a string"],
  [
    "name = 1",
    "1:1",
    "name is not a path; use id, version, createdAt, updatedAt, status, banned or data.<key>",
  ],
  ['version = "x"', "1:11", '"x" must be a number'],
  ["version in (1, true)", "1:13", "in value 2 must be a number"],
  ["not (data.a = 1 or (created > soon))", "1:31", "soon must be a date (2026-11-23"],
  ["id not exists", "1:1", "exists cannot be used here: every user has id"],
  ['data.a = "\\u0000"', "1:10", "must not contain U+0000"],
  [many(101), "1:1510", "exceeds the limit of 100 conditions"],
  [
    Array(11)
      .fill(`id in (${Array(100).fill("a").join()})`)
      .join(" or "),
    "1:2118",
    "exceeds the limit of 1000 values",
  ],
  [`${"not ".repeat(10)}data.a = 1`, "1:41", "is nested more than 10 levels deep"],
  [`${"not ".repeat(5_000)}data.a = 1`, "1:1", "more than 50 consecutive nots"],
  [nested(51), "1:51", "more than 50 nested parentheses"],
  ["(".repeat(100_000), "1:51", "more than 50 nested parentheses"],
])("rejects %.60s with its position and what was expected", (text, position, message) => {
  const parsed = parseFilter(text);
  expect(parsed).toMatchObject({ error: { message: expect.stringContaining(message) } });
  const [line, column] = position.split(":").map(Number);
  expect(parsed).toMatchObject({ error: { line, column } });
});

test("accepts 50 parentheses and 100 conditions", () => {
  expect(parseFilter(nested(50))).toEqual({ where: a });
  expect(parseFilter(many(100))).toHaveProperty("where.and.length", 100);
});
