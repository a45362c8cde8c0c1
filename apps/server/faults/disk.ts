import { execFileSync } from "node:child_process";
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder whose disk space can be exhausted. */
export interface Disk extends Disposable {
  readonly path: string;
  /** Fills the disk; undefined if that is not possible here. */
  readonly filler: DiskFiller | undefined;
}

export interface DiskFiller {
  /** The method, which depends on the machine. */
  readonly description: string;
  fill(pids: readonly number[]): void;
  free(pids: readonly number[]): void;
}

/** Uses an in-memory file system if run as root, otherwise a file size limit on the processes. */
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
    description: `a tmpfs of ${megabytes} MB, filled completely`,
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

/** Node ignores SIGXFSZ, so a write beyond the limit fails as on a full disk. */
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
    description: "a file size limit (prlimit), because mounting a tmpfs needs root",
    fill: (pids) => limit(pids, "4096"),
    free: (pids) => limit(pids, "unlimited"),
  };
}
