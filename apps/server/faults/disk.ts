import { execFileSync } from "node:child_process";
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A place whose space can be used up. */
export interface Disk extends Disposable {
  readonly path: string;
  /** How it is made full; absent where it cannot be. */
  readonly filler: DiskFiller | undefined;
}

export interface DiskFiller {
  /** In words, since it is not the same everywhere. */
  readonly description: string;
  fill(pids: readonly number[]): void;
  free(pids: readonly number[]): void;
}

/** A file system of its own in memory, as root; else limits that the system sets to processes. */
export function openDisk(megabytes: number): Disk {
  const path = mkdtempSync(join(tmpdir(), "roster-faults-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", path], quiet);
  } catch {
    const remove = () => rmSync(path, { recursive: true, force: true });
    return { path, filler: createFileSizeLimit(), [Symbol.dispose]: remove };
  }
  return {
    path,
    filler: createBallast(path, megabytes),
    [Symbol.dispose]() {
      execFileSync("umount", ["-l", path], quiet);
      rmSync(path, { recursive: true, force: true });
    },
  };
}

const quiet = { stdio: "ignore" } as const;

function createBallast(path: string, megabytes: number): DiskFiller {
  const file = join(path, "ballast");
  return {
    description: `a tmpfs of ${megabytes} MB, filled to its last byte`,
    fill() {
      writeFileSync(file, "");
      for (let size = 1024 * 1024; size >= 1;) {
        try {
          appendFileSync(file, Buffer.alloc(size));
        } catch {
          size = Math.floor(size / 2);
        }
      }
    },
    free: () => rmSync(file),
  };
}

/** Node ignores the signal that comes with it, so that a write past the limit fails as on a full disk. */
function createFileSizeLimit(): DiskFiller | undefined {
  const limit = (pids: readonly number[], bytes: string) => {
    for (const pid of pids) {
      execFileSync("prlimit", ["--pid", String(pid), `--fsize=${bytes}:`], quiet);
    }
  };
  try {
    limit([process.pid], "unlimited");
  } catch {
    return undefined;
  }
  return {
    description: "a limit of the files' size (prlimit), since no tmpfs can be mounted without root",
    fill: (pids) => limit(pids, "4096"),
    free: (pids) => limit(pids, "unlimited"),
  };
}
