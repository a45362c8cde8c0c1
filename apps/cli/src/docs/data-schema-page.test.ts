import { mkdir, symlink } from "node:fs/promises";
import { afterAll, expect, test } from "vitest";
import { openWorkspace } from "../testing/workspace.js";
import { readDocsPage, runShellBlocks } from "../testing/docs-page.js";
import { zodFolder } from "../testing/run-cli.js";

const files = await openWorkspace();
afterAll(() => files[Symbol.asyncDispose]());

const page = await readDocsPage("data-schema.md");

test("the commands of docs/data-schema.md succeed and fail as shown", async () => {
  await mkdir(files.path("node_modules"));
  await symlink(zodFolder, files.path("node_modules/zod"));
  await files.write("user-data.ts", page.blocks("ts")[0] ?? "");
  const runs = await runShellBlocks(files, page.blocks("sh"));
  const [error = ""] = page.blocks("text");
  expect(runs).toMatchObject([
    { status: 0, stderr: expect.not.stringContaining("Error") },
    { status: 2, stdout: "", stderr: error },
    { status: 0, stderr: "" },
  ]);
  expect(runs[0]?.stdout).toContain("No differences.");
  expect(await files.stored()).toEqual([
    '{"id":"ada","data":{"name":"Ada","occupation":"Engineer"}}',
  ]);
});
