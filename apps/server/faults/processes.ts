import { readFileSync } from "node:fs";

/** The processes that this one has started and that are there, from /proc. */
export function childrenOf(pid: number): number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
    return text.split(" ").filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

export function isRunning(pid: number): boolean {
  try {
    // One that has ended and whom nobody has asked for yet is no longer at work.
    return !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch {
    return false;
  }
}

export async function waitForExit(pids: readonly number[]): Promise<void> {
  while (pids.some(isRunning)) await new Promise(setImmediate);
}

/** One that has gone meanwhile needs no signal. */
export function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      continue;
    }
  }
}
