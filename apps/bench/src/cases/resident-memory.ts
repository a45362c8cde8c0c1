import { readFileSync } from "node:fs";

/** Whether this machine reports memory; Linux does. */
export const canReadMemory = () => residentMegabytes(process.pid) > 0;

/** Resident memory of a process and its descendants, in MB (10^6 bytes). */
export function residentMegabytes(pid: number): number {
  return residentKilobytes(pid) * 1.024e-3;
}

function residentKilobytes(pid: number): number {
  const [, own = "0"] = /^VmRSS:\s*(\d+)/m.exec(readProc(`${pid}/status`)) ?? [];
  const children = readProc(`${pid}/task/${pid}/children`).split(" ").filter(Boolean).map(Number);
  return Number(own) + children.reduce((sum, child) => sum + residentKilobytes(child), 0);
}

function readProc(file: string): string {
  try {
    return readFileSync(`/proc/${file}`, "utf8");
  } catch {
    return ""; // the process has just exited, or this is not Linux
  }
}
