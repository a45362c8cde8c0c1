import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** The built `roster-server`. */
export const rosterServer = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

export interface CommandOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** The working directory. */
  readonly cwd?: string;
}

/** Runs `roster-server` with these arguments; rejects with `code`, `stdout` and `stderr` if it fails. */
export function runCommand(
  args: readonly string[],
  { environment = {}, cwd }: CommandOptions = {},
): Promise<{ stdout: string; stderr: string }> {
  const env = { PATH: process.env["PATH"], ...environment };
  return promisify(execFile)(process.execPath, [rosterServer, ...args], { env, cwd });
}
