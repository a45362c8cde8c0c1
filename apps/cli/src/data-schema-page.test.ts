import { spawnSync } from "node:child_process";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { delimiter } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openFiles } from "./testing-files.js";
import { builtRoster, zodFolder } from "./testing-roster.js";

const files = await openFiles();
afterAll(() => files[Symbol.asyncDispose]());

const page = await readFile(new URL("../../../docs/data-schema.md", import.meta.url), "utf8");

const blocksOf = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, "gms"))].map(
    ([, text = ""]) => text,
  );

test("what docs/data-schema.md shows works as it stands, and fails where it says so", async () => {
  await mkdir(files.path("node_modules"));
  await symlink(zodFolder, files.path("node_modules/zod"));
  await files.write("user-data.ts", blocksOf("ts")[0] ?? "");
  const shim = `#!/bin/sh\nexec '${process.execPath}' '${builtRoster}' "$@"\n`;
  await writeFile(files.path("roster"), shim, { mode: 0o755 });
  const runs = blocksOf("sh").map((block) =>
    spawnSync("sh", ["-ec", block], {
      cwd: files.path(""),
      encoding: "utf8",
      env: {
        PATH: `${files.path("")}${delimiter}${process.env["PATH"]}`,
        ROSTER_CONFIG: files.configFile,
      },
    }),
  );
  const [error = ""] = blocksOf("text");
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
