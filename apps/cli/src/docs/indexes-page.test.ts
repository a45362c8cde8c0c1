import { afterAll, expect, test } from "vitest";
import { openWorkspace } from "../testing/workspace.js";
import { readDocsPage, runShellBlocks } from "../testing/docs-page.js";

const files = await openWorkspace();
afterAll(() => files[Symbol.asyncDispose]());

const page = await readDocsPage("indexes.md");

test("the commands of docs/indexes.md run as shown and leave the unique index", async () => {
  const runs = await runShellBlocks(files, page.blocks("sh"));
  expect(runs).toMatchObject([{ status: 0, stderr: expect.not.stringContaining("Error") }]);
  const { indexes } = await files.client.trpc.indexes.list.query();
  expect(indexes).toMatchObject([{ path: "data.login", unique: true, state: "ready" }]);
});
