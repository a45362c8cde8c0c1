import { existsSync, readdirSync, statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import { fail, type Finding, ok, warn } from "./finding.js";

const MEGABYTE = 1024 * 1024;

/** Less is a warning; less than a tenth of it is a failure. */
const FREE_BYTES = 1024 * MEGABYTE;

/** Must agree with `engines` in package.json. */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isSupported = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;
  if (isSupported) return ok("Node", version);
  return fail("Node", version, "Install Node ^20.19, ^22.12 or >=24");
}

/** The folder contains secrets, so only the owner may read it. */
export function checkFolder(folder: string): Finding[] {
  if (!existsSync(folder)) {
    return [
      warn(
        "Data folder",
        `${folder} does not exist`,
        "The first start creates it; or correct ROSTER_DATA_DIR",
      ),
    ];
  }
  const names = readdirSync(folder).filter((name) => /^(?:roster\.|master\.key)/.test(name));
  const open = names.filter((name) => (statSync(join(folder, name)).mode & 0o077) !== 0);
  const isClosed = (statSync(folder).mode & 0o077) === 0;
  // The files in a private folder are unreadable regardless of their mode.
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
  const advice = "Free some space: on a full disk, writes fail with UNAVAILABLE";
  if (free < FREE_BYTES / 10) return fail("Disk", found, advice);
  return free < FREE_BYTES ? warn("Disk", found, advice) : ok("Disk", found);
}

/** Server and dashboard use the same tables, so they must be of the same release. */
export function checkVersions(versions: Readonly<Record<string, string>>): Finding {
  const found = Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(", ");
  if (new Set(Object.values(versions)).size <= 1) return ok("Versions", found);
  return fail("Versions", found, "Install server and dashboard from the same release");
}
