import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/** For a project's own node_modules. */
export const zodFolder = fileURLToPath(new URL("../../node_modules/zod", import.meta.url));

/** The built command line app. */
export const builtRoster = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

export interface TestFolder extends AsyncDisposable {
  readonly path: string;
}

/** An empty folder, with no config file of Roster in it. */
export async function openFolder(): Promise<TestFolder> {
  const path = await mkdtemp(join(tmpdir(), "roster-cli-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}

export interface Outcome {
  /** Absent where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  /** Nothing of the test's own environment is passed on but the PATH. */
  readonly env?: Readonly<Record<string, string>>;
  readonly folder?: string;
  /** What stands on standard input. Default: nothing. */
  readonly input?: string | Uint8Array;
}

/** Starts the built command line app. */
export function start(args: readonly string[], { env = {}, folder }: Surroundings = {}) {
  return spawn(process.execPath, [builtRoster, ...args], {
    cwd: folder ?? tmpdir(),
    env: { PATH: process.env["PATH"], HOME: tmpdir(), ...env },
  });
}

export async function run(args: readonly string[], surroundings?: Surroundings): Promise<Outcome> {
  const child = start(args, surroundings);
  child.stdin.on("error", () => {}); // who does not read standard input closes it
  child.stdin.end(surroundings?.input);
  return outcomeOf(child);
}

export async function outcomeOf(child: ReturnType<typeof start>): Promise<Outcome> {
  const closed = once(child, "close");
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code, signal] = z
    .tuple([z.int().nullable(), z.custom<NodeJS.Signals>().nullable()])
    .parse(await closed);
  return { code, signal, stdout, stderr };
}
