import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

export interface Child {
  readonly process: ChildProcess;
  /** Resolves with the exit code; 1 for a child that a signal ended. */
  readonly exited: Promise<number>;
}

/**
 * Starts a Node program with a channel to it. In a process group of its own, so that Ctrl-C reaches
 * the launcher alone, which then ends its children in order.
 */
export function startChild(program: string, options: { cwd: string; args?: string[] }): Child {
  const child = fork(program, options.args ?? [], { cwd: options.cwd, detached: true });
  return { process: child, exited: once(child, "exit").then(([code]) => Number(code ?? 1)) };
}

export async function stopChild({ process: child, exited }: Child): Promise<number> {
  if (child.exitCode === null) child.kill("SIGTERM");
  return exited;
}
