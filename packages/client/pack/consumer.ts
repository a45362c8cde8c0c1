import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const packageFolder = fileURLToPath(new URL("../", import.meta.url));

/** An empty project outside the workspace, with the packed client installed by npm. */
export interface Consumer extends Disposable {
  readonly folder: string;
  readonly tarball: string;
  write(files: Readonly<Record<string, string>>): void;
  /** Runs a program in the project; what it printed, on both streams. Rejects where it fails. */
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

/** By pnpm, which puts versions in the place of `catalog:`, as it does when it publishes. */
async function pack(folder: string, run: Consumer["run"]): Promise<string> {
  const pnpm = process.env["npm_execpath"] ?? "";
  if (!pnpm.includes("pnpm")) throw new Error("Run it by `pnpm test:pack`, which packs with pnpm");
  const tarball = join(folder, "roster-client.tgz");
  await run(process.execPath, [pnpm, "-C", packageFolder, "pack", "--out", tarball]);
  return tarball;
}
