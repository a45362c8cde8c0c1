import { statfsSync } from "node:fs";
import { arch, cpus, platform, release, totalmem } from "node:os";

/** Linux's magic number of tmpfs. */
const TMPFS = 0x01021994;

/** The hardware and software that the figures depend on. */
export function describeMachine(): Record<string, string> {
  const processors = cpus();
  return {
    cpu: `${processors.length} × ${processors[0]?.model.trim() ?? "unknown"}`,
    memory: `${(totalmem() / 1e9).toFixed(1)} GB`,
    system: `${platform()} ${release()} ${arch()}`,
    node: process.version,
  };
}

/** In memory a commit costs nothing, and the figures mean nothing. */
export const isInMemory = (folder: string) => statfsSync(folder).type === TMPFS;
