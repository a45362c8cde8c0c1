import { mkdir, symlink } from "node:fs/promises";
import { afterAll, expect, test } from "vitest";
import { openFiles } from "../testing/files.js";
import { readPage, runBlocks } from "../testing/page.js";
import { zodFolder } from "../testing/roster.js";

const files = await openFiles();
afterAll(() => files[Symbol.asyncDispose]());

const page = await readPage("data-schema.md");

test("what docs/data-schema.md shows works as it stands, and fails where it says so", async () => {
  await mkdir(files.path("node_modules"));
  await symlink(zodFolder, files.path("node_modules/zod"));
  await files.write("user-data.ts", page.blocks("ts")[0] ?? "");
  const runs = await runBlocks(files, page.blocks("sh"));
  const [error = ""] = page.blocks("text");
  expect(runs).toMatchObject([
    { status: 0, stderr: expect.not.stringContaining("Error") },
    { status: 2, stdout: "", stderr: error },
    { status: 0, stderr: "" },
  ]);
  expect(runs[0]?.stdout).toContain("No difference.");
  expect(await files.stored()).toEqual([
    '{"id":"ada","data":{"name":"Ada","occupation":"Engineer"}}',
  ]);
});
