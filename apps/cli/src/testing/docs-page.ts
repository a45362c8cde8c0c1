import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { delimiter } from "node:path";
import type { openWorkspace } from "./workspace.js";
import { builtRoster } from "./run-cli.js";

/** Reads a page of docs whose examples are tested. */
export async function readDocsPage(name: string) {
  const text = await readFile(new URL(`../../../../docs/${name}`, import.meta.url), "utf8");
  return {
    /** The code blocks in this language, in order. */
    blocks: (language: string): string[] =>
      [...text.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, "gms"))].map(
        ([, block = ""]) => block,
      ),
  };
}

/** Runs shell commands as shown, one after another, with `roster` as the built CLI. */
export async function runShellBlocks(
  files: Awaited<ReturnType<typeof openWorkspace>>,
  blocks: string[],
) {
  const shim = `#!/bin/sh\nexec '${process.execPath}' '${builtRoster}' "$@"\n`;
  await writeFile(files.path("roster"), shim, { mode: 0o755 });
  const env = {
    PATH: `${files.path("")}${delimiter}${process.env["PATH"]}`,
    ROSTER_CONFIG: files.configFile,
  };
  return blocks.map((block) => {
    const { status, stdout, stderr } = spawnSync("sh", ["-ec", block], {
      cwd: files.path(""),
      encoding: "utf8",
      env,
    });
    return { block, status, stdout, stderr };
  });
}
