import { readFileSync } from "node:fs";

const POLL_MS = 500;

const packageManager = /^(?:np[mx]|pnpm|node .*\bp?np[mx])\b/;
const shell = /^(?:\S*\/)?(?:sh|dash|bash)\b/;

/**
 * Calls `onOrphaned` when a signal ends the command that started this process: npx and the shells of package
 * managers end at once and forward no signal.
 */
export function watchAncestors(onOrphaned: () => void): void {
  const chain = readChain();
  const timer = setInterval(() => {
    if (chain.every(({ pid, parent }) => parentOf(pid) === parent)) return;
    clearInterval(timer);
    onOrphaned();
  }, POLL_MS);
  timer.unref();
}

/** This process and its ancestors up to the outermost package manager, each with its parent. */
function readChain(): { pid: number; parent: number }[] {
  const links = [{ pid: process.pid, parent: process.ppid }];
  let length = 0;
  for (let pid = process.ppid; ; pid = parentOf(pid)) {
    const command = commandOf(pid);
    // A shell above the package managers is the user's own, which may end.
    if (packageManager.test(command)) length = links.length;
    else if (!shell.test(command)) return links.slice(0, length);
    links.push({ pid, parent: parentOf(pid) });
  }
}

/** Reads /proc; on other systems only this process's own parent is known. */
function parentOf(pid: number): number {
  if (pid === process.pid) return process.ppid;
  // The process name, in parentheses, may itself contain spaces and parentheses.
  const afterName = readProc(pid, "stat").split(") ").at(-1) ?? "";
  return Number(afterName.split(" ")[1] ?? 0);
}

function commandOf(pid: number): string {
  return readProc(pid, "cmdline").replaceAll("\0", " ");
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}
