import { isAppError } from "@roster/contract";
import { type JsonObject, type JsonValue, trustedJsonText } from "@roster/contract/json";
import { describe, expect, test } from "vitest";
import { SchemaCompiler } from "./schema-compiler.js";

const compiler = new SchemaCompiler();
const owner = { appId: "app", userId: "ada" };
const toText = (data: unknown) => trustedJsonText(JSON.stringify(data));
const ofString = (keywords: JsonObject): JsonObject => ({
  properties: { a: { type: "string", ...keywords } },
});

/** The messages for the data, and how long the event loop was busy meanwhile, in milliseconds. */
async function check(schema: JsonObject, data: unknown) {
  const validator = await compiler.compileNew(schema, owner);
  const text = toText(data);
  const start = performance.eventLoopUtilization();
  const issues = await validator.forCall(owner).check(text);
  const { active } = performance.eventLoopUtilization(start);
  return { messages: issues.map(({ message }) => message), active };
}

const doubling: JsonObject = { d60: { type: "object", required: ["a"] } };
for (let n = 0; n < 60; n += 1) {
  const $ref = `#/$defs/d${n + 1}`;
  doubling[`d${n}`] = { allOf: [{ $ref }, { $ref }] };
}
const recursion = {
  type: "object",
  properties: { a: { anyOf: [{ $ref: "#" }, { $ref: "#" }, { type: "null" }] } },
};
let nested: JsonObject = { a: 1 };
for (let n = 0; n < 60; n += 1) nested = { a: nested };
const password = "^(?=.*[A-Z])(?=.*[0-9])(?:.+)+x$";

describe("data that would take long to validate leaves the event loop free, and is INVALID:", () => {
  test.each<[string, JsonObject, JsonObject]>([
    ["a format", ofString({ format: "url" }), { a: `http://${":".repeat(60_000)}` }],
    ["a lookahead", ofString({ pattern: password }), { a: `A1${"a".repeat(60)}` }],
    ["a backreference", ofString({ pattern: String.raw`(.+)+\1x` }), { a: "a".repeat(60) }],
    ["many repetitions", ofString({ pattern: "(a{1,1500}){1,1500}x" }), { a: "a".repeat(5_000) }],
    [
      "references that multiply",
      { dependentSchemas: { b: { $ref: "#/$defs/d0" } }, $defs: doubling },
      { b: 1 },
    ],
    ["recursion over data", recursion, nested],
  ])("%s", async (_, schema, data) => {
    const { messages, active } = await check(schema, data);
    expect(messages).toEqual([expect.stringContaining("takes more than 500 ms")]);
    expect(active).toBeLessThan(250);
  });
});

const manyOf = (values: number, value: JsonValue) => Array.from({ length: values }, () => value);

describe("data that backtracking engines or large schemas make slow is validated:", () => {
  test.each<[string, JsonObject, JsonObject, string[]]>([
    [
      "white space before the end",
      ofString({ pattern: String.raw`\s+$` }),
      { a: `${" ".repeat(60_000)}x` },
      [String.raw`must match pattern "\s+$"`],
    ],
    [
      "nested repetitions",
      ofString({ pattern: "^(a+)+$" }),
      { a: `${"a".repeat(60_000)}!` },
      ['must match pattern "^(a+)+$"'],
    ],
    [
      "alternatives for an array",
      { properties: { a: { items: { anyOf: [{ type: "string" }, { type: "number" }] } } } },
      { a: manyOf(13_000, true) },
      manyOf(20, "must be string, or must be number").map(String),
    ],
    [
      "an array with references",
      { properties: { a: { items: { $ref: "#/$defs/b" } } }, $defs: { b: { required: ["b"] } } },
      { a: manyOf(13_000, {}) },
      manyOf(20, "is required").map(String),
    ],
    [
      "many alternatives for an array",
      { properties: { a: { items: { anyOf: manyOf(200, 0).map((_, n) => ({ const: n })) } } } },
      { a: manyOf(2_000, "x") },
      manyOf(20, [0, 1, 2, 3, 4].map((n) => `must be ${n}`).join(", or ")).map(String),
    ],
    [
      "unique objects",
      { properties: { a: { uniqueItems: true } } },
      { a: manyOf(1_000, 0).map((_, n) => ({ n })) },
      [],
    ],
  ])("%s", async (_, schema, data, expected) => {
    const { messages, active } = await check(schema, data);
    expect(messages).toEqual(expected);
    expect(active).toBeLessThan(250);
  });
});

test("endless recursion is reported as the schema's fault", async () => {
  const { messages } = await check({ dependentSchemas: { a: { $ref: "#" } } }, { a: 1 });
  expect(messages).toEqual([expect.stringContaining("refers to itself endlessly")]);
});

test("slow data delays no other app, and other users of its app only until it is stopped", async () => {
  const slow = ofString({ pattern: password });
  const [validator, other] = await Promise.all([
    compiler.compile(slow, owner),
    compiler.compile(slow, { appId: "other" }),
  ]);
  const finished: string[] = [];
  const run = async (name: string, data: unknown, caller: { appId: string; userId: string }) => {
    const one = caller.appId === "app" ? validator : other;
    const issues = await one.forCall(caller).check(toText(data));
    finished.push(issues.length > 0 ? `${name}: ${issues[0]?.message.slice(0, 10)}` : name);
  };
  const [grace, alan] = [
    { appId: "app", userId: "grace" },
    { appId: "other", userId: "alan" },
  ];
  // Starts both threads.
  await Promise.all([run("first", {}, grace), run("second", {}, alan)]);
  finished.length = 0;
  const bad = { a: `A1${"a".repeat(60)}` };
  const attack = [1, 2, 3, 4].map((n) => run(`attack ${n}`, bad, owner));
  await Promise.all([
    ...attack,
    run("same app", { a: "A1x x" }, grace),
    run("other app", { a: "A1x x" }, alan),
  ]);
  const timedOut = [1, 2, 3, 4].map((n) => `attack ${n}: takes more`);
  expect(finished.filter((name) => name.startsWith("attack"))).toEqual(timedOut);
  expect(finished.indexOf("other app")).toBe(0);
  // The thread had been given two of them before.
  expect(finished.indexOf("same app")).toBeLessThanOrEqual(3);
});

test("a call with more than a few slow users fails, and names only these", async () => {
  const validator = await compiler.compile(ofString({ pattern: password }), owner);
  const bad = toText({ a: `A1${"a".repeat(60)}` });
  // The check of this data is fast, but needs a thread.
  const good = toText({ a: `A1${"a".repeat(2_000)}x` });
  const toPath = (index: number) => ["users", index];
  const call = validator.forCall(owner);
  expect(await call.checkAll([bad, toText({})], toPath)).toMatchObject([{ length: 1 }, []]);
  const second = call.checkAll([bad, good, bad, bad, ...manyOf(9, 0).map(() => good)], toPath);
  const error = await second.catch((thrown: unknown) => thrown);
  expect(isAppError(error) && error).toMatchObject({
    code: "INVALID",
    details: { issues: [0, 0, 2, 3].map((index) => ({ path: ["users", index] })) },
  });
}, 30_000);

test("a large schema is compiled, and applied, off the event loop", async () => {
  const properties = Object.fromEntries(
    manyOf(700, 0).map((_, n) => [`p${n}`, { type: "string", pattern: `^a${n}` }]),
  );
  const start = performance.eventLoopUtilization();
  const validator = await compiler.compileNew({ type: "object", properties }, owner);
  const issues = await validator.forCall(owner).check(toText({ p699: "b" }));
  expect(issues).toMatchObject([{ path: ["data", "p699"] }]);
  expect(performance.eventLoopUtilization(start).active).toBeLessThan(500);
}, 60_000);

test("a meta-schema violation lists at most 20 issues", async () => {
  const schema = {
    properties: Object.fromEntries(manyOf(500, 0).map((_, n) => [n, { type: "x" }])),
  };
  const error = await compiler.compileNew(schema, owner).catch((thrown: unknown) => thrown);
  expect(isAppError(error) && error.details).toMatchObject({ issues: { length: 20 } });
});
