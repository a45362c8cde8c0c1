import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

export interface Child {
  readonly process: ChildProcess;
  /** Resolves with the exit code, or 1 if a signal ended the child. */
  readonly exited: Promise<number>;
}

/**
 * Starts a Node program with an IPC channel, in its own process group, so that Ctrl-C reaches only the launcher,
 * which then stops its children in order.
 */
export function startChild(program: string, { cwd }: { cwd: string }): Child {
  const child = fork(program, { cwd, detached: true });
  return { process: child, exited: once(child, "exit").then(([code]) => Number(code ?? 1)) };
}

/** The child's only message; undefined if it ended first, in which case it printed the reason. */
export async function firstMessage<Message>({
  process: child,
  exited,
}: Child): Promise<Message | undefined> {
  const message = once(child, "message").then(([first]: unknown[]) => first as Message); // oxlint-disable-line typescript/consistent-type-assertions -- our own apps send it
  return Promise.race([message, exited.then(() => undefined)]);
}

export async function stopChild({ process: child, exited }: Child): Promise<number> {
  if (child.exitCode === null) child.kill("SIGTERM");
  return exited;
}
