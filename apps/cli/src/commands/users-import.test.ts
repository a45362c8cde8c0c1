import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { errors } from "@roster/contract";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { openWorkspace } from "../testing/workspace.js";

const files = await openWorkspace();
afterAll(() => files[Symbol.asyncDispose]());
beforeEach(() => files.clear());

const { importJson } = files;

const ndjson = (...lines: unknown[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join("");

const many = Array.from({ length: 3210 }, (_, at) => ({
  id: `u${String(at).padStart(4, "0")}`,
  data: { at },
}));

describe("NDJSON", () => {
  test("is read from a file, compressed or not, and from standard input", async () => {
    const text = ndjson(...many);
    await files.write("many.ndjson", text);
    await files.write("packed", gzipSync(text));
    const all = { created: 3210, existing: 0, updated: 0, conflict: 0, invalid: 0, dryRun: false };
    expect(await importJson(["many.ndjson"])).toEqual({ code: 0, counts: all, errors: [] });
    expect(await files.stored()).toEqual(many.map((user) => JSON.stringify(user)));
    const existing = { ...all, created: 0, existing: 3210 };
    expect((await importJson(["packed", "--get-or-create"])).counts).toEqual(existing);
    expect((await importJson(["-", "--get-or-create"], text)).counts).toEqual(existing);
    expect((await importJson(["-", "--get-or-create"], gzipSync(text))).counts).toEqual(existing);
  });

  test("accepts data under `data` or as other keys, and a byte order mark and blank lines", async () => {
    const text = '\ufeff{"id":"a","data":{"x":1}}\r\n\n  \n{"z":1,"id":"b","a":[]}\r\n{"id":"c"}';
    expect((await importJson(["-"], text)).code).toBe(0);
    expect(await files.stored()).toEqual([
      '{"id":"a","data":{"x":1}}',
      '{"id":"b","data":{"z":1,"a":[]}}',
      '{"id":"c","data":{}}',
    ]);
  });

  test("skips invalid lines and reports the line, path and reason of each", async () => {
    const bad = [
      '{"id":"good"}',
      "{",
      '{"id":"a b"}',
      '{"id":"n","data":{"n":1e400}}',
      '{"id":"k","data":{"x":[1,{"k":1,"k":2}]}}',
      '{"id":"z","data":{"t":"\\u0000"}}',
      '{"id":"d","data":{},"dta":1}',
      "[1]",
      '{"id":"also-good"}',
    ];
    const input = Buffer.concat([
      Buffer.from(`${bad.join("\n")}\n`),
      Buffer.from([0x7b, 0xff, 0x7d, 0x0a]),
    ]);
    const result = await importJson(["-", "--rejects", "rejects.ndjson"], input);
    expect(result.code).toBe(errors.INVALID.exitCode);
    expect(result.counts).toMatchObject({ created: 2, invalid: 8 });
    const reported = result.errors.slice(0, -1) as { line: number; reasons: { path: string }[] }[];
    expect(reported.map(({ line, reasons }) => [line, reasons[0]?.path])).toEqual([
      [2, ""],
      [3, "id"],
      [4, "data.n"],
      [5, "data.x[1].k"],
      [6, "data.t"],
      [7, "dta"],
      [8, ""],
      [10, ""],
    ]);
    const kept = (await readFile(files.path("rejects.ndjson"), "utf8")).trimEnd().split("\n");
    expect(kept.map((line) => JSON.parse(line) as unknown)).toMatchObject(
      reported.map(({ line, reasons }) => ({ line, reasons, text: bad[line - 1] ?? "{\ufffd}" })),
    );
  });

  test("with existing ids is CONFLICT, and the first of two lines with the same id wins", async () => {
    await files.client.users.add("there", { is: "old" });
    const far = many.slice(0, 2500);
    const input = ndjson({ id: "there" }, { id: "twice", n: 1 }, ...far, { id: "twice", n: 2 });
    const result = await importJson(["-"], input);
    expect(result.code).toBe(errors.CONFLICT.exitCode);
    expect(result.counts).toMatchObject({ created: 2501, conflict: 2 });
    expect(result.errors).toMatchObject([
      { line: 1, status: "conflict" },
      { line: 2503, status: "conflict" },
      { error: { data: { code: "CONFLICT" } } },
    ]);
    expect((await files.client.users.get("there")).data).toEqual({ is: "old" });
    expect((await files.client.users.get("twice")).data).toEqual({ n: 1 });
  });

  test("in the format of the SDKs' service keeps its times, unless --ignore-times is given", async () => {
    const times = { created_at: "2024-01-01T00:00:00Z", updated_at: "2024-01-02T00:00:00Z" };
    const input = ndjson({ id: "a", data: { x: 1 }, ...times }, { id: "b", name: "B", ...times });
    expect((await importJson(["-"], input)).code).toBe(0);
    const moved = {
      createdAt: "2024-01-01T00:00:00.000000Z",
      updatedAt: "2024-01-02T00:00:00.000000Z",
    };
    expect(await files.client.users.get("b")).toMatchObject({ ...moved, version: 1 });
    await files.client.users.removeMany(["a", "b"]);
    expect((await importJson(["-", "--ignore-times"], input)).code).toBe(0);
    expect((await files.client.users.get("b")).createdAt > "2026").toBe(true);
    expect(await files.stored()).toEqual([
      '{"id":"a","data":{"x":1}}',
      '{"id":"b","data":{"name":"B"}}',
    ]);
  });

  test("with invalid times is rejected by line and path", async () => {
    const input = ndjson(
      { id: "a", created_at: "yesterday" },
      { id: "b", created_at: "2024-01-02", updated_at: "2024-01-01" },
      { id: "c", updated_at: "2024-01-01" },
      { id: "d", createdAt: "2999-01-01" },
      { id: "e", data: {}, version: 7 },
    );
    const { counts, errors: found } = await importJson(["-"], input);
    expect(counts).toMatchObject({ created: 0, invalid: 5 });
    expect(found.slice(0, 5)).toMatchObject([
      { line: 1, reasons: [{ path: "created_at" }] },
      { line: 2, reasons: [{ path: "updatedAt", message: "must not be before createdAt" }] },
      { line: 3, reasons: [{ path: "updatedAt", message: "requires createdAt" }] },
      { line: 4, reasons: [{ path: "createdAt" }] },
      { line: 5, reasons: [{ path: "version" }] },
    ]);
  });

  test("with large lines is split into requests that the server accepts", async () => {
    const text = "x".repeat(60_000);
    const large = many.slice(0, 400).map(({ id }) => ({ id, data: { text } }));
    const tooLarge = { id: "too-large", data: { text: "x".repeat(70_000) } };
    const result = await importJson(["-"], ndjson(...large, tooLarge));
    expect(result.counts).toMatchObject({ created: 400, invalid: 1 });
    expect(result.errors[0]).toMatchObject({ line: 401, reasons: [{ path: "data" }] });
  });
});

describe("--update", () => {
  test("replaces the data of existing users, with the last line of each id", async () => {
    await files.client.users.add("there", { is: "old" });
    const input = ndjson({ id: "there", n: 1 }, ...many, { id: "there", n: 2 }, { id: "u0001" });
    const { code, counts } = await importJson(["-", "--update"], input);
    expect(code).toBe(0);
    expect(counts).toMatchObject({ created: 3210, updated: 3, conflict: 0, existing: 0 });
    expect(await files.client.users.get("there")).toMatchObject({ data: { n: 2 }, version: 3 });
    expect(await files.client.users.get("u0001")).toMatchObject({ data: {}, version: 2 });
    const again = await importJson(
      ["-", "--update", "--dry-run"],
      ndjson({ id: "there" }, { id: "no" }),
    );
    expect(again.counts).toMatchObject({ created: 1, updated: 1 });
  });

  test("cannot be combined with --get-or-create", async () => {
    const { code, stderr } = await files.users(["import", "-", "--update", "--get-or-create"]);
    expect(code).toBe(2);
    expect(stderr).toContain("cannot be used with");
  });
});

describe("--dry-run", () => {
  test("reports each invalid line and each existing id, and changes nothing", async () => {
    const known = many.slice(0, 700);
    for (const { id } of known.slice(0, 3)) await files.client.users.add(id);
    const bad = Array.from({ length: 30 }, () => ({ id: "a b" }));
    const input = ndjson(...known, ...bad, { id: "new" }, { id: "new" });
    const before = await files.stored();
    const result = await importJson(["-", "--dry-run"], input);
    expect(result.counts).toEqual({
      created: 698,
      existing: 0,
      updated: 0,
      conflict: 4,
      invalid: 30,
      dryRun: true,
    });
    expect(result.errors).toHaveLength(35);
    expect(result.code).toBe(errors.INVALID.exitCode);
    expect(await files.stored()).toEqual(before);
    const again = await importJson(["-", "--dry-run", "--get-or-create"], ndjson(...known));
    expect(again).toMatchObject({ code: 0, counts: { created: 697, existing: 3 } });
  });
});

test("prints a summary and the first rejected lines for people", async () => {
  const bad = Array.from({ length: 25 }, () => ({ id: "a b" }));
  const { stdout, stderr } = await files.users(["import", "-"], ndjson({ id: "a" }, ...bad));
  expect(stdout.replace(/in .* per second/, "in <time>").split("\n")).toEqual([
    "26 users read in <time>:",
    " 1 added",
    " 0 already existed, unchanged",
    " 0 rejected: the id or a unique value is already taken",
    "25 rejected: invalid",
    "",
  ]);
  expect(stderr.match(/^line \d+: id: /gm)).toHaveLength(20);
  expect(stderr).toContain("--rejects <file> saves all of them");
  expect(stderr).toContain("Error: 25 of 26 users were rejected (INVALID)");
});

test("a missing file or truncated gzip is INVALID, with its name", async () => {
  const packed = gzipSync(ndjson(...many));
  await files.write("broken.gz", packed.subarray(0, packed.length / 2));
  for (const name of ["nowhere.ndjson", "broken.gz"]) {
    const { code, stderr } = await files.users(["import", name]);
    expect(code).toBe(errors.INVALID.exitCode);
    expect(stderr).toContain(`Error: ${name} cannot be read: `);
  }
});
