import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { builtRoster } from "./run-cli.js";

/** Whether util-linux `script`, which creates terminals, is installed. */
export const hasTerminals =
  spawnSync("script", ["--version"], { encoding: "utf8" }).stdout?.includes("util-linux") ?? false;

if (!hasTerminals) {
  const message = "util-linux `script` is not installed, so tests that need a terminal cannot run";
  if (process.env["CI"]) throw new Error(message);
  console.warn(message);
}

export interface TerminalOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly columns?: number;
  /** The keys to type once `ask` is on the screen. */
  readonly typed?: { readonly ask: string; readonly keys: string };
}

/** Runs `roster` on a terminal. Resolves with its output and exit code, 130 after SIGINT. */
export async function runOnTerminal(
  commandLine: string,
  { env, columns = 80, typed }: TerminalOptions,
): Promise<{ code: number; screen: string }> {
  const shellLine = `stty cols ${columns}; '${process.execPath}' '${builtRoster}' ${commandLine}`;
  const child = spawn("script", ["-qec", shellLine, "/dev/null"], {
    env: { PATH: process.env["PATH"], TERM: "xterm", SHELL: "/bin/sh", ...env },
  });
  let screen = "";
  let isTyped = typed === undefined;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    screen += text;
    if (isTyped || typed === undefined || !screen.includes(typed.ask)) return;
    isTyped = true;
    child.stdin.write(typed.keys);
  });
  const [code]: unknown[] = await once(child, "close");
  child.stdin.destroy();
  return { code: Number(code), screen: screen.replaceAll("\r\n", "\n") };
}
