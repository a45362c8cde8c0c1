import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { isRosterError } from "../roster-error.js";
import type { CsvColumns } from "./csv-columns.js";
import { readCsvColumns, readUsers, type ReadUsersOptions } from "./read-users.js";
import { collect, streamOf } from "../test-support/byte-streams.js";

const read = (content: string | Uint8Array, options?: ReadUsersOptions) =>
  collect(readUsers(streamOf(content), options));

const usersOf = async (content: string | Uint8Array, options?: ReadUsersOptions) =>
  (await read(content, options)).map((line) => ("user" in line ? line.user : line.issues));

const ndjson = '{"id":"ada","data":{"name":"Ада 👩‍🚀"}}\r\n\n{"id":"bob","n":1}\n{"id":"a b"}';

test.each([1, 2, 3, 7, 1000])("reads the same users from chunks of %d bytes", async (size) => {
  const lines = await collect(readUsers(streamOf(ndjson, size)));
  expect(lines.map(({ line }) => line)).toEqual([1, 3, 4]);
  expect(lines).toMatchObject([
    { text: '{"id":"ada","data":{"name":"Ада 👩‍🚀"}}', user: { id: "ada" } },
    { user: { id: "bob", data: { n: 1 } } },
    { issues: [{ path: ["id"] }] },
  ]);
});

test("keeps every token of a line, with and without data", async () => {
  const data = '{"9":1.0,"1":12345678901234567890,"a":{"b":[-0,1e25]},"version":2}';
  const flat = `{"id":"b","createdAt":"2026-01-02",${data.slice(1)}`;
  const users = (await read(`{"data": ${data} ,"id":"a"}\n${flat}`)).flatMap((line) =>
    "user" in line ? [line.user] : [],
  );
  expect(users.map(({ dataText }) => dataText)).toEqual([data, data]);
  expect(users[1]).toEqual({
    id: "b",
    data: JSON.parse(data) as unknown,
    createdAt: "2026-01-02T00:00:00.000000Z",
  });
  const [cell] = await read(`id,data\na,"${data.replaceAll('"', '""')}"\n`, { format: "csv" });
  expect(cell).toHaveProperty("user.dataText", data);
});

test.each([
  ['{"id":"a","data":{"n":1e999}}', ["data", "n"], "out of a double's range"],
  ['{"id":"a","data":{"k":1,"k":2}}', ["data", "k"], "duplicate key"],
  ['{"id":"a","deep":[{"k":"\\u0000"}]}', ["deep", 0, "k"], "U+0000"],
  ['{"id":"a","k":1,"k":2}', ["k"], "duplicate key"],
  ['{"id":"a","data":[]}', ["data"], "must be a JSON object"],
  ['{"id":"a","data":{},"name":"A"}', ["name"], "is not a known key"],
  ['{"id":"a","data":{},"version":2}', ["version"], "is set by the server"],
  ['{"id":"a","createdAt":"yesterday"}', ["createdAt"], "must be a date"],
  ['{"id":"a","data":{', [], "unexpected end"],
  ["[]", [], "must be an object"],
])("rejects the line %s with its path", async (line, path, message) => {
  const [read1, read2] = await read(`{"id":"first"}\n${line}\n`);
  expect(read1).toMatchObject({ line: 1, user: { id: "first" } });
  expect(read2).toMatchObject({ line: 2, text: line, issues: [{ path }] });
  expect(read2).toHaveProperty("issues.0.message", expect.stringContaining(message));
});

test("detects gzip by its content", async () => {
  const plain = await read(ndjson);
  expect(await read(gzipSync(ndjson))).toEqual(plain);
  const broken = gzipSync(ndjson).subarray(0, 40);
  const failure = await read(broken, { name: "users.gz" }).catch((error: unknown) => error);
  expect(isRosterError(failure, "INVALID") && failure.message).toMatch(/^users.gz cannot be read/);
});

test("reports a line that is not UTF-8, and reads the others", async () => {
  const content = Buffer.concat([
    Buffer.from('{"id":"a"}\n{"id":"'),
    Buffer.from([0xff]),
    Buffer.from('"}\n{"id":"b"}\n'),
  ]);
  expect(await read(content)).toMatchObject([
    { line: 1, user: { id: "a" } },
    { line: 2, issues: [{ message: "the line is not UTF-8" }] },
    { line: 3, user: { id: "b" } },
  ]);
});

describe("CSV columns", () => {
  const csv = "Login,Full name,City,Since,Secret\nada,Ada,London,2024-01-02,x\n";

  test("are mapped as configured, or ignored", async () => {
    const columns: CsvColumns = {
      Login: "id",
      "Full name": "data.name",
      City: "data.address.city",
      Since: "createdAt",
      Secret: null,
    };
    expect(await usersOf(csv, { format: "csv", columns })).toEqual([
      {
        id: "ada",
        data: { name: "Ada", address: { city: "London" } },
        createdAt: "2024-01-02T00:00:00.000000Z",
      },
    ]);
  });

  test("are mapped by name by default", async () => {
    const text = "id,a.b,__proto__,createdAt\nx,1,2,\n";
    const [user] = await usersOf(text, { format: "csv", columns: { "a.b": "data.c" } });
    expect(JSON.stringify(user)).toBe('{"id":"x","data":{"c":"1","__proto__":"2"}}');
    expect(await readCsvColumns(streamOf(gzipSync(csv)))).toEqual(
      csv.slice(0, csv.indexOf("\n")).split(","),
    );
    expect(await readCsvColumns(streamOf(""))).toEqual([]);
  });

  test.each<[string, CsvColumns, string]>([
    ["no id", {}, 'No "id" column found'],
    ["two ids", { Login: "id", City: "id" }, '"Login" and "City"'],
    [
      "a path within another",
      { Login: "id", City: "data.a", Since: "data.a.b" },
      "overlapping targets",
    ],
    ["all data and a part", { Login: "id", City: "data" }, "overlapping targets"],
    ["a missing column", { Login: "id", Town: "data.town" }, 'No "Town" column found'],
    ["an invalid path", { Login: "data.\u0000" }, "is not a field of a user"],
  ])("are rejected: %s", async (_, columns, message) => {
    const failure = await read(csv, { format: "csv", columns }).catch((error: unknown) => error);
    expect(isRosterError(failure, "INVALID") && failure.message).toContain(message);
  });
});

test("rejects with the reason of an abort while the source is silent", async () => {
  const abort = new AbortController();
  const silent = new ReadableStream<Uint8Array>();
  const reading = collect(readUsers(silent, { signal: abort.signal }));
  abort.abort(new Error("enough"));
  await expect(reading).rejects.toThrow("enough");
});
