import { existsSync, readdirSync, statfsSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { readSqliteUrl } from "@roster/db";
import type { Settings } from "../../env.js";
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

/** The folder and the database contain secrets, so only the owner may read their files. */
export function checkFolder({
  dataFolder,
  databaseUrl,
}: Pick<Settings, "dataFolder" | "databaseUrl">): Finding[] {
  if (!existsSync(dataFolder)) {
    return [
      warn(
        "Data folder",
        `${dataFolder} does not exist`,
        "The first start creates it; or correct ROSTER_DATA_DIR",
      ),
    ];
  }
  const files = new Set([
    ...findFiles(dataFolder, ["roster.", "master.key"]),
    ...findDatabaseFiles(databaseUrl),
  ]);
  // Regardless of the folder's mode: a copy or an archive keeps that of the file.
  const open = [...files].filter((path) => (statSync(path).mode & 0o077) !== 0);
  if (open.length === 0) return [ok("Data folder", dataFolder), checkSpace(dataFolder)];
  const found = `other accounts may read ${open.join(", ")}`;
  return [
    warn("Data folder", found, `chmod 600 ${open.map(quote).join(" ")}`),
    checkSpace(dataFolder),
  ];
}

/** The database with its write-ahead log, and what restoring has replaced. */
function findDatabaseFiles(url: string): string[] {
  if (!url.startsWith("file:")) return [];
  const path = readSqliteUrl(url);
  return existsSync(dirname(path)) ? findFiles(dirname(path), [basename(path)]) : [];
}

const findFiles = (folder: string, prefixes: readonly string[]) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && prefixes.some((prefix) => entry.name.startsWith(prefix)))
    .map(({ name }) => join(folder, name));

const quote = (path: string) =>
  /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;

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
