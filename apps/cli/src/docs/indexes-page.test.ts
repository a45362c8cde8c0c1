import { afterAll, expect, test } from "vitest";
import { openFiles } from "../testing/files.js";
import { readPage, runBlocks } from "../testing/page.js";

const files = await openFiles();
afterAll(() => files[Symbol.asyncDispose]());

const page = await readPage("indexes.md");

test("the commands of docs/indexes.md work as they stand, and leave the unique index", async () => {
  const runs = await runBlocks(files, page.blocks("sh"));
  expect(runs).toMatchObject([{ status: 0, stderr: expect.not.stringContaining("Error") }]);
  const { indexes } = await files.client.trpc.indexes.list.query();
  expect(indexes).toMatchObject([{ path: "data.login", unique: true, state: "ready" }]);
});
