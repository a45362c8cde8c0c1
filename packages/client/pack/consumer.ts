import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const packageFolder = fileURLToPath(new URL("../", import.meta.url));

/** A project outside the workspace, with the packed client installed by npm. */
export interface Consumer extends Disposable {
  readonly folder: string;
  readonly tarball: string;
  write(files: Readonly<Record<string, string>>): void;
  /** Runs a program in the project and returns its output on both streams. Rejects if it fails. */
  run(program: string, args: readonly string[], environment?: NodeJS.ProcessEnv): Promise<string>;
}

export async function createConsumer(dependencies: Record<string, string>): Promise<Consumer> {
  const folder = mkdtempSync(join(tmpdir(), "roster-consumer-"));
  const run: Consumer["run"] = (program, args, environment = {}) => {
    const env = { ...process.env, NODE_OPTIONS: "", ...environment };
    return new Promise((resolve, reject) => {
      execFile(program, args, { cwd: folder, env }, (error, stdout, stderr) => {
        const printed = stdout + stderr;
        if (!error) resolve(printed);
        else reject(new Error(`${program} ${args.join(" ")} failed:\n${printed}`));
      });
    });
  };
  const tarball = await pack(folder, run);
  const manifest = { private: true, type: "module", dependencies };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  await run("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", tarball]);
  return {
    folder,
    tarball,
    run,
    write(files) {
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Uses pnpm, which replaces `catalog:` by versions, as it does when publishing. */
async function pack(folder: string, run: Consumer["run"]): Promise<string> {
  const pnpm = process.env["npm_execpath"] ?? "";
  if (!pnpm.includes("pnpm"))
    throw new Error("Run this with `pnpm test:pack`, as it packs with pnpm");
  const tarball = join(folder, "roster-client.tgz");
  await run(process.execPath, [pnpm, "-C", packageFolder, "pack", "--out", tarball]);
  return tarball;
}
