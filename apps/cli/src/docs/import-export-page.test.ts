import { afterAll, expect, test } from "vitest";
import { openWorkspace } from "../testing/workspace.js";
import { readDocsPage, runShellBlocks } from "../testing/docs-page.js";

const files = await openWorkspace();
afterAll(() => files[Symbol.asyncDispose]());

const page = await readDocsPage("import-export.md");

test("the commands of docs/import-export.md run as shown, one after another", async () => {
  await files.client.users.add("john-doe");
  const blocks = page.blocks("sh");
  expect(blocks).toHaveLength(3);
  for (const run of await runShellBlocks(files, blocks)) {
    expect(run).toMatchObject({ status: 0, stderr: expect.not.stringContaining("Error") });
  }
});

test("the lines of docs/import-export.md are valid users", async () => {
  await files.clear();
  const [lines = ""] = page.blocks("json");
  expect((await files.users(["import", "-"], lines)).code).toBe(0);
  expect(await files.stored()).toEqual([
    '{"id":"jane-doe","data":{"name":"Jane Doe"}}',
    '{"id":"john-doe","data":{"name":"John Doe","age":36}}',
  ]);
});
