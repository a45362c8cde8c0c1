import fc from "fast-check";
import { expect, test } from "vitest";
import { isAppError } from "../errors/app-error.js";
import { parseExactJson } from "../json/exact-json.js";
import { parseRawUsers, readRawUser, RawUser } from "./raw-user.js";

const TIME = "2026-11-23T09:30:00.000001Z";
const time = fc.constantFrom(
  TIME,
  "2025-02-29T00:00:00.000000Z",
  "2025-01-01T00:00:00.000000Z",
  "",
);
const user = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      id: fc.constant("a"),
      data: fc.object({ maxKeys: 2 }),
      createdAt: time,
      updatedAt: time,
    }),
  },
  { weight: 6, arbitrary: fc.record({ id: fc.stringMatching(/^[a-z]{1,3}$/), data: fc.object() }) },
  fc.record({ data: fc.object(), id: fc.string() }),
  fc.record({ id: fc.jsonValue(), getOrCreate: fc.boolean() }),
  fc.jsonValue(),
);
const callText = fc
  .tuple(fc.array(user, { maxLength: 4 }), fc.constantFrom("", ',"a":1', ',"users":[]', ",", "]"))
  .map(([users, rest]) => `{"users":${JSON.stringify(users)}${rest}}`);

/** The value as JSON, or the error. */
function outcomeOf(parse: (text: string) => unknown, text: string): unknown {
  try {
    return JSON.stringify(parse(text));
  } catch (error) {
    return isAppError(error) ? { code: error.code, details: error.details } : error;
  }
}

test("parses or rejects any input like parseExactJson", () => {
  const truncated = fc.tuple(callText, fc.nat(200)).map(([text, at]) => text.slice(0, at));
  fc.assert(
    fc.property(fc.oneof(callText, truncated), (text) => {
      expect(outcomeOf(parseRawUsers, text)).toEqual(outcomeOf(parseExactJson, text));
    }),
    { numRuns: 10_000 },
  );
});

test("accepts users with timestamps, as in an export", () => {
  const json = `{"id":"ada","data":{"n":1},"createdAt":"${TIME}","updatedAt":"${TIME}"}`;
  const ada = readRawUser(json);
  expect(ada).toMatchObject({
    id: "ada",
    json,
    dataJson: '{"n":1}',
    createdAt: TIME,
    updatedAt: TIME,
  });
  expect(JSON.stringify(ada)).toBe(json);
  expect(parseRawUsers(`{"users":[${json}]}`)).toMatchObject({ users: [ada] });
  const others = [
    json.replace("2026", "1926"),
    json.replace("2026", "2027"),
    json.replace(TIME, ""),
  ];
  expect(others.map(readRawUser)).toEqual([undefined, undefined, undefined]);
});

test("does not parse the users if all of them are plain", () => {
  const [ada, bob] = ['{"id":"ada","data":{"n":[1.5,"é"]}}', '{"id":"b-1_C","data":{}}'];
  const read = parseRawUsers(`{"users":[${ada},${bob}],"getOrCreate":true}`);
  expect(read).toEqual({
    users: [expect.any(RawUser), expect.any(RawUser)],
    getOrCreate: true,
  });
  expect(read).toMatchObject({
    users: [
      { id: "ada", data: { n: [1.5, "é"] }, dataJson: '{"n":[1.5,"é"]}', json: ada },
      { id: "b-1_C", data: {}, dataJson: "{}", json: bob },
    ],
  });
});

test.each([
  ["another is not", '{"users":[{"id":"a","data":{}},{"id":"b","data": {}}]}'],
  ["an id is invalid", '{"users":[{"id":"a b","data":{}}]}'],
  ["one has another field", '{"users":[{"id":"a","data":{},"getOrCreate":true}]}'],
  ["one has its data first", '{"users":[{"data":{},"id":"a"}]}'],
  ["there are none", '{"users":[]}'],
  [
    "there are more users than a call allows",
    `{"users":[${'{"id":"a","data":{}},'.repeat(5000)}{"id":"a","data":{}}]}`,
  ],
  ["the users are not first", '{"a":1,"users":[{"id":"a","data":{}}]}'],
])("parses all users if %s", (_, text) => {
  expect(parseRawUsers(text)).toEqual(JSON.parse(text));
});

test("rejects text that is not exactly one raw user", () => {
  const line = '{"id":"ada","data":{"a":1}}';
  expect(readRawUser(line)?.toJSON()).toEqual({ id: "ada", data: { a: 1 } });
  for (const other of [`${line} `, ` ${line}`, `${line},`, line.slice(0, -1), "", "{}"]) {
    expect(readRawUser(other)).toBeUndefined();
  }
});
