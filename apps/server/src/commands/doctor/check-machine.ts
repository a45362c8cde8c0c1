import { existsSync, readdirSync, statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import { fail, type Finding, ok, warn } from "./finding.js";

const MEGABYTE = 1024 * 1024;

/** Below it a warning, and below a tenth of it a failure. */
const FREE_BYTES = 1024 * MEGABYTE;

/** As package.json's `engines` has it. */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isSupported = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;
  if (isSupported) return ok("Node", version);
  return fail("Node", version, "Install Node ^20.19, ^22.12 or >=24");
}

/** Secrets stand in this folder: nobody else is to read it. */
export function checkFolder(folder: string): Finding[] {
  if (!existsSync(folder)) {
    return [
      warn(
        "Data folder",
        `${folder} is not there`,
        "The first start makes it; or set ROSTER_DATA_DIR",
      ),
    ];
  }
  const names = readdirSync(folder).filter((name) => /^(?:roster\.|master\.key)/.test(name));
  const open = names.filter((name) => (statSync(join(folder, name)).mode & 0o077) !== 0);
  const isClosed = (statSync(folder).mode & 0o077) === 0;
  // Who cannot enter the folder cannot read a file in it.
  if (isClosed || open.length === 0) return [ok("Data folder", folder), checkSpace(folder)];
  const advice = `chmod 700 ${folder} && chmod 600 ${open.map((name) => join(folder, name)).join(" ")}`;
  return [
    warn("Data folder", `other accounts can read ${open.join(", ")}`, advice),
    checkSpace(folder),
  ];
}

export function checkSpace(folder: string): Finding {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const found = `${Math.floor(free / MEGABYTE)} MB free at ${folder}`;
  const advice = "Free some space: without it writes are refused with UNAVAILABLE";
  if (free < FREE_BYTES / 10) return fail("Disk", found, advice);
  return free < FREE_BYTES ? warn("Disk", found, advice) : ok("Disk", found);
}

/** Server and dashboard use the same tables. */
export function checkVersions(versions: Readonly<Record<string, string>>): Finding {
  const found = Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(", ");
  if (new Set(Object.values(versions)).size <= 1) return ok("Versions", found);
  return fail("Versions", found, "Install server and dashboard from the same release");
}
