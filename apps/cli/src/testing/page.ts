import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { delimiter } from "node:path";
import type { openFiles } from "./files.js";
import { builtRoster } from "./roster.js";

/** A page of docs, to be held to what it shows. */
export async function readPage(name: string) {
  const text = await readFile(new URL(`../../../../docs/${name}`, import.meta.url), "utf8");
  return {
    /** The blocks of code in this language, in their order. */
    blocks: (language: string): string[] =>
      [...text.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, "gms"))].map(
        ([, block = ""]) => block,
      ),
  };
}

/** Runs shell commands one after the other, as they stand, where `roster` is the built one. */
export async function runBlocks(files: Awaited<ReturnType<typeof openFiles>>, blocks: string[]) {
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
