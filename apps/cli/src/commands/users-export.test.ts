import { once } from "node:events";
import { chmod, readdir, readFile, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { gunzipSync } from "node:zlib";
import { dataTextOf, type JsonObject, parseJsonText } from "@roster/contract/json";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { openWorkspace } from "../testing/workspace.js";
import { run } from "../testing/run-cli.js";

const files = await openWorkspace();
afterAll(() => files[Symbol.asyncDispose]());

const edgeCases: JsonObject[] = [
  {},
  { b: 1, a: 2, "10": 0, "": "" },
  { text: 'quotes " and "" and \n newlines \r\n, commas; \u2028 \ufeff \u0007 tabs\t' },
  { ключ: "漢字 👩‍👩‍👧 é é", "=SUM(A1)": "=1+1" },
  { numbers: [0, -1, 1.5, 1e21, 5e-324, 1.7976931348623157e308, 9007199254740991] },
  { nested: { a: [[], {}, null, true, [{ "\\": "\\n" }]] }, id: "x", data: {}, createdAt: "no" },
];

beforeAll(async () => {
  for (const [at, data] of edgeCases.entries()) await files.client.users.add(`n${at}`, data);
  const data = parseJsonText('{"n":9223372036854775807,"one":1.0,"10":-0,"2":1e25}');
  await files.client.trpc.users.add.mutate({ id: "exact", data });
  const ban = { until: null, reason: 'a "reason",\nin two lines' };
  const banned = { id: "banned", ban, status: "deactivated" } as const;
  await files.client.users.addMany([banned, { id: "n-off", status: "deactivated" }]);
  const many = Array.from({ length: 2100 }, (_, at) => ({ id: `u${at}`, data: { at } }));
  await files.client.trpc.users.addMany.mutate({ users: many });
});

test.each([
  ["out.ndjson", []],
  ["out.csv", []],
  ["out.ndjson.gz", []],
  ["packed", ["--gzip", "--format", "csv"]],
])("an export to %s imports to the same users", async (name, flags) => {
  const before = await files.stored();
  const exported = await files.users(["export", "--output", name, ...flags, "--json"]);
  expect(JSON.parse(exported.stdout)).toEqual({ users: before.length, file: name });
  await using other = await openWorkspace();
  const format = name === "packed" ? ["--format", "csv"] : [];
  const imported = await other.users(["import", files.path(name), ...format]);
  expect(imported).toMatchObject({ code: 0, stderr: "" });
  expect(await other.stored()).toEqual(before);
  const ids = ["n5", "u7", "exact", "banned", "n-off"];
  const { users } = await other.client.users.getMany(ids);
  const { users: sources } = await files.client.users.getMany(ids);
  expect(users).toEqual(sources);
  expect(users.map(dataTextOf)).toEqual(sources.map(dataTextOf));
  expect(users.map(dataTextOf)).toContain('{"n":9223372036854775807,"one":1.0,"10":-0,"2":1e25}');
});

test("standard output receives the users with their times, in the requested order", async () => {
  const { stdout, stderr } = await files.users(["export", "--sort", "-id", "--search", "n"]);
  const lines = stdout.trimEnd().split("\n");
  expect(stderr).toBe(`Exported ${lines.length} users.\n`);
  const { id, data, createdAt, updatedAt } = await files.client.users.get("n5");
  expect(lines[0]).toBe(JSON.stringify({ id, data, createdAt, updatedAt }));
  const csv = await files.users(["export", "--format", "csv"]);
  expect(csv.stdout.split("\r\n")[0]).toBe(
    "id,data,createdAt,updatedAt,status,deactivatedAt,ban,tokensValidAfter",
  );
});

test("exports only users that match the filter, and reports the position of an error in it", async () => {
  const filter = 'data.at >= 2098 or id = "n3"';
  const { stdout } = await files.users(["export", "--where", filter]);
  const ids = stdout
    .trimEnd()
    .split("\n")
    .map((line) => z.object({ id: z.string() }).parse(JSON.parse(line)).id);
  expect(ids).toEqual(["n3", "u2098", "u2099"]);
  const wrong = await files.users(["export", "--where", "data.at >="]);
  expect(wrong).toMatchObject({ code: 2, stdout: "" });
  expect(wrong.stderr).toContain("line 1, column");
});

test("a failed export leaves the old file unchanged and no partial one", async () => {
  await files.write("kept.ndjson", "as it was");
  const env = { ROSTER_URL: "http://127.0.0.1:1", ROSTER_API_KEY: "k", ROSTER_API_SECRET: "s" };
  const folder = dirname(files.path("kept.ndjson"));
  const { code } = await run(["users", "export", "--output", "kept.ndjson"], { env, folder });
  expect(code).toBe(9);
  expect(await readFile(files.path("kept.ndjson"), "utf8")).toBe("as it was");
  expect((await readdir(folder)).filter((name) => name.includes("partial"))).toEqual([]);
});

test("an export that replaces a file lets no more accounts read it", async () => {
  await files.write("private.ndjson", "");
  const path = files.path("private.ndjson");
  await chmod(path, 0o600);
  await files.users(["export", "--output", "private.ndjson", "--search", "n5"]);
  expect(await readFile(path, "utf8")).toContain("n5");
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test("--gzip compresses standard output too, and a reader that stops ends it quietly", async () => {
  await files.users(["export", "--gzip", "--output", "all.gz"]);
  const text = gunzipSync(await readFile(files.path("all.gz"))).toString();
  expect(text.trimEnd().split("\n")).toHaveLength(2103 + edgeCases.length);
  const child = files.start(["users", "export"]);
  await once(child.stdout, "readable");
  child.stdout.destroy();
  expect(await once(child, "exit")).toEqual([0, null]);
});
