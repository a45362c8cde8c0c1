import { backends } from "@roster/api/testing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonTexts, trickyText } from "../test-support/json-texts.js";
import { openTestServer } from "../test-support/server.js";
import { exportUsers } from "./export-users.js";
import type { ImportedLine } from "./imported-line.js";
import { importUsers } from "./import-users.js";
import { streamOf } from "../test-support/byte-streams.js";

const linesOf = (count: number) =>
  Array.from({ length: count }, (_, at) => `{"id":"u${at}","data":{"at":${at}}}\n`).join("");

describe("an import", () => {
  test("reports each line once, and counts the lines", async () => {
    await using server = await openTestServer();
    await server.server.users.add({ id: "u7" });
    const lines: ImportedLine[] = [];
    const counts = await importUsers(server.connect(), streamOf(`${linesOf(2500)}no\n`, 9999), {
      onLines: (some) => void lines.push(...some),
    });
    expect(counts).toEqual({ created: 2499, existing: 0, updated: 0, conflict: 1, invalid: 1 });
    expect(lines.map(({ line }) => line).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 2501 }, (_, index) => index + 1),
    );
    const rejected = lines.filter(({ issues }) => issues.length > 0);
    expect(rejected.toSorted((a, b) => a.line - b.line)).toMatchObject([
      { line: 8, status: "conflict", text: '{"id":"u7","data":{"at":7}}' },
      { line: 2501, status: "invalid", text: "no" },
    ]);
  });

  test("predicts the outcomes with dryRun, without changing anything", async () => {
    await using server = await openTestServer();
    await server.server.users.add({ id: "u7" });
    const options = { dryRun: true, getOrCreate: true };
    const counts = await importUsers(server.connect(), streamOf(linesOf(20)), options);
    expect(counts).toEqual({ created: 19, existing: 1, updated: 0, conflict: 0, invalid: 0 });
    expect((await server.server.users.list({})).users).toHaveLength(1);
  });

  test("rejects with the reason of an abort, and cancels the source", async () => {
    await using server = await openTestServer();
    const abort = new AbortController();
    let isCanceled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new TextEncoder().encode(linesOf(1500))),
      cancel: () => void (isCanceled = true),
    });
    const importing = importUsers(server.connect(), endless, {
      signal: abort.signal,
      onLines: () => abort.abort(new Error("enough")),
    });
    await expect(importing).rejects.toThrow("enough");
    expect(isCanceled).toBe(true);
  });

  test("rejects with an error of onLines", async () => {
    await using server = await openTestServer();
    const importing = importUsers(server.connect(), streamOf(linesOf(5)), {
      onLines: () => Promise.reject(new Error("disk full")),
    });
    await expect(importing).rejects.toThrow("disk full");
  });
});

describe.each(backends)("on %s", (backend) => {
  test.each(["ndjson", "csv"] as const)("every token survives an export as %s", async (format) => {
    await using one = await openTestServer({ backend });
    await using other = await openTestServer({ backend });
    const texts = [trickyText, ...fc.sample(jsonTexts, { numRuns: 50, seed: 7 })];
    const lines = texts.map((text, at) => `{"id":"u${at + 10}","data":${text}}\n`).join("");
    expect(await importUsers(one.connect(), streamOf(lines))).toMatchObject({ created: 51 });
    const file = exportUsers(one.connect(), { format });
    expect(await importUsers(other.connect(), file, { format })).toMatchObject({ created: 51 });
    for (const { users } of [one.connect(), other.connect()]) {
      const page = await users.list({ sort: [{ path: "id" }] });
      expect(page.users.map((user) => user.dataText)).toEqual(texts);
    }
  });
});

describe("an export", () => {
  test.each([
    ["ndjson", false],
    ["csv", true],
  ] as const)("as %s imports to the same users", async (format, gzip) => {
    await using one = await openTestServer();
    await using other = await openTestServer();
    await importUsers(one.connect(), streamOf(linesOf(1100), 9999));
    await one.server.users.add({ id: "q", data: { t: 'a "b"\n,', n: [1e21, null] } });
    let reported = 0;
    const file = exportUsers(one.connect(), {
      format,
      gzip,
      onUsers: (count) => (reported += count),
    });
    expect(await importUsers(other.connect(), file, { format })).toMatchObject({ created: 1101 });
    expect(reported).toBe(1101);
    const ids = ["q", "u0", "u1099"];
    expect(await other.server.users.getMany({ ids })).toEqual(
      await one.server.users.getMany({ ids }),
    );
  });

  test("requests one page ahead of what is read", async () => {
    await using server = await openTestServer();
    const roster = server.connect();
    await importUsers(roster, streamOf(linesOf(2100), 9999));
    server.requests.length = 0;
    const reader = exportUsers(roster).getReader();
    expect(server.requests).toHaveLength(0);
    await reader.read();
    while (server.requests.length < 2) await new Promise(setImmediate);
    await reader.cancel();
    expect(server.requests).toHaveLength(2);
  });

  test("contains only users that match the filter, in the requested order", async () => {
    await using server = await openTestServer();
    await importUsers(server.connect(), streamOf(linesOf(10)));
    const file = exportUsers(server.connect(), {
      where: { "data.at": { gte: 8 } },
      sort: [{ path: "data.at", direction: "desc" }],
    });
    const text = await new Response(file).text();
    expect(text.match(/"id":"u\d"/g)).toEqual(['"id":"u9"', '"id":"u8"']);
  });

  test("contains only users that match the search, sorted by id by default", async () => {
    await using server = await openTestServer();
    for (const id of ["u2", "u1", "other", "u3"]) await server.server.users.add({ id });
    const text = await new Response(exportUsers(server.connect(), { search: "u" })).text();
    expect(text.match(/"id":"\w+"/g)).toEqual(['"id":"u1"', '"id":"u2"', '"id":"u3"']);
  });
});
