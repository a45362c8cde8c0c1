import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { delimiter } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openFiles } from "./testing-files.js";
import { builtRoster } from "./testing-roster.js";

const files = await openFiles();
afterAll(() => files[Symbol.asyncDispose]());

const page = await readFile(new URL("../../../docs/import-export.md", import.meta.url), "utf8");

const blocksOf = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, "gms"))].map(
    ([, text = ""]) => text,
  );

test("the commands of docs/import-export.md work as they stand, one after the other", async () => {
  await files.client.users.add("john-doe");
  const shim = `#!/bin/sh\nexec '${process.execPath}' '${builtRoster}' "$@"\n`;
  await writeFile(files.path("roster"), shim, { mode: 0o755 });
  const blocks = blocksOf("sh");
  expect(blocks).toHaveLength(3);
  for (const block of blocks) {
    const { status, stderr } = spawnSync("sh", ["-ec", block], {
      cwd: files.path(""),
      encoding: "utf8",
      env: {
        PATH: `${files.path("")}${delimiter}${process.env["PATH"]}`,
        ROSTER_CONFIG: files.configFile,
      },
    });
    expect({ block, status, stderr }).toMatchObject({
      status: 0,
      stderr: expect.not.stringContaining("Error"),
    });
  }
});

test("the lines of docs/import-export.md are users", async () => {
  await files.clear();
  const [lines = ""] = blocksOf("json");
  expect((await files.users(["import", "-"], lines)).code).toBe(0);
  expect(await files.stored()).toEqual([
    '{"id":"jane-doe","data":{"name":"Jane Doe"}}',
    '{"id":"john-doe","data":{"name":"John Doe","age":36}}',
  ]);
});
