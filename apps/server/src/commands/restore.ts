import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { AppError, invalid } from "@roster/contract";
import { restoreBackup } from "@roster/db";
import { displayPath, readSettings, type Settings } from "../env.js";
import { backupFiles } from "./backup-files.js";
import { reportFailure } from "./report-failure.js";

export interface RestoreOptions {
  /** Replace files that exist; the old ones are renamed and kept. */
  readonly force: boolean;
}

/** `roster-server restore <folder>`: replaces the configured database with a SQLite backup. */
export const restore = (folder: string, options: RestoreOptions) =>
  reportFailure("Nothing was restored", async () => {
    const settings = readSettings();
    const { path, replaced } = await restoreFrom(resolve(folder), settings, options);
    console.log(`Restored ${displayPath(path)} from ${displayPath(resolve(folder))}.`);
    for (const old of replaced) console.log(`The file it replaced is kept as ${displayPath(old)}.`);
  });

interface Restored {
  readonly path: string;
  /** The paths under which the replaced files are kept. */
  readonly replaced: readonly string[];
}

async function restoreFrom(
  folder: string,
  { databaseUrl, dataFolder }: Settings,
  { force }: RestoreOptions,
): Promise<Restored> {
  if (!databaseUrl.startsWith("file:")) {
    const message = "is PostgreSQL; restore it with pg_restore, see docs/data-protection.md";
    throw invalid([{ path: ["DATABASE_URL"], message }]);
  }
  const backup = join(folder, backupFiles.database);
  if (!existsSync(backup)) {
    const message = `must be a backup; ${folder} has no ${backupFiles.database}`;
    throw invalid([{ path: ["folder"], message }]);
  }
  const names = [backupFiles.masterKey, backupFiles.credentials].filter((name) =>
    differs(join(folder, name), join(dataFolder, name)),
  );
  const existing = names.map((name) => join(dataFolder, name)).find((path) => existsSync(path));
  if (existing !== undefined && !force) throw alreadyExists(existing);
  const timestamp = new Date().toISOString().replaceAll(/[-:.]/g, "");
  const oldSuffix = force ? `.replaced-${timestamp}` : undefined;
  const database = await restoreBackup({ from: backup, url: databaseUrl, oldSuffix });
  const keys = names.map((name) => {
    const target = join(dataFolder, name);
    return replaceFile(target, { content: readFileSync(join(folder, name)), oldSuffix });
  });
  const replaced = [database.replaced, ...keys].filter((path) => path !== undefined);
  return { path: database.path, replaced };
}

/** Whether the backup has this file and the data folder does not have an identical one. */
function differs(from: string, to: string): boolean {
  if (!existsSync(from)) return false;
  return !existsSync(to) || !readFileSync(from).equals(readFileSync(to));
}

/** Returns the path under which the old file is kept, if it was replaced. */
function replaceFile(
  path: string,
  { content, oldSuffix }: { readonly content: Buffer; readonly oldSuffix: string | undefined },
): string | undefined {
  mkdirSync(resolve(path, ".."), { recursive: true, mode: 0o700 });
  const draft = `${path}.part`;
  rmSync(draft, { force: true });
  writeFileSync(draft, content, { mode: 0o600 });
  const file = openSync(draft, "r+");
  fsyncSync(file);
  closeSync(file);
  const old = oldSuffix !== undefined && existsSync(path) ? path + oldSuffix : undefined;
  if (old !== undefined) renameSync(path, old);
  renameSync(draft, path);
  return old;
}

function alreadyExists(path: string): AppError {
  return new AppError(
    "CONFLICT",
    `${path} already exists and differs from the backup. To replace it, stop the server and add --force`,
  );
}
