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
export function startChild(program: string, { cwd }: { cwd: string }): Child {
  const child = fork(program, { cwd, detached: true });
  return { process: child, exited: once(child, "exit").then(([code]) => Number(code ?? 1)) };
}

/** The child's one message, or undefined where it ended without it; it has then said why. */
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
