import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Environment } from "../subjects/subject.js";

const source = fileURLToPath(new URL("../../slow-fsync.c", import.meta.url));

/** How much longer a commit takes, in milliseconds: what many cloud disks take. */
export const SLOWER_MS = 10;

export const canCompile = () => spawnSync("cc", ["--version"]).status === 0;

/** Compiles the library, and returns the environment of a process whose commits are slow. */
export function slowDisk(folder: string): Environment {
  const library = join(folder, "slow-fsync.so");
  const built = spawnSync("cc", ["-shared", "-fPIC", "-O2", "-o", library, source, "-ldl"], {
    encoding: "utf8",
  });
  if (built.status !== 0) throw new Error(`cc: ${built.stderr}`);
  return { LD_PRELOAD: library, SLOW_FSYNC_MS: String(SLOWER_MS) };
}
