import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/** To link into the node_modules of a test project. */
export const zodFolder = fileURLToPath(new URL("../../node_modules/zod", import.meta.url));

/** The built CLI. */
export const builtRoster = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

export interface TestFolder extends AsyncDisposable {
  readonly path: string;
}

/** Creates an empty folder, without a Roster config file. */
export async function openFolder(): Promise<TestFolder> {
  const path = await mkdtemp(join(tmpdir(), "roster-cli-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}

export interface RunResult {
  /** Null if a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Of the test's own environment, only PATH is passed on. */
  readonly env?: Readonly<Record<string, string>>;
  readonly folder?: string;
  /** Standard input. Default: empty. */
  readonly input?: string | Uint8Array;
}

/** Starts the built CLI. */
export function start(args: readonly string[], { env = {}, folder }: RunOptions = {}) {
  return spawn(process.execPath, [builtRoster, ...args], {
    cwd: folder ?? tmpdir(),
    env: { PATH: process.env["PATH"], HOME: tmpdir(), ...env },
  });
}

export async function run(args: readonly string[], surroundings?: RunOptions): Promise<RunResult> {
  const child = start(args, surroundings);
  child.stdin.on("error", () => {}); // a process that does not read standard input closes it
  child.stdin.end(surroundings?.input);
  return resultOf(child);
}

export async function resultOf(child: ReturnType<typeof start>): Promise<RunResult> {
  const closed = once(child, "close");
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code, signal] = z
    .tuple([z.int().nullable(), z.custom<NodeJS.Signals>().nullable()])
    .parse(await closed);
  return { code, signal, stdout, stderr };
}
