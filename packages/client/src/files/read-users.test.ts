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
