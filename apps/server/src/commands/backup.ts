import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { splitMasterKeys } from "@roster/api";
import { backUp } from "@roster/db";
import { invalid } from "@roster/contract";
import { displayPath, readSettings } from "../env.js";
import { backupFiles } from "./backup-files.js";
import { reportFailure } from "./report-failure.js";

/** `roster-server backup <folder>`: copies the data that Roster stores with SQLite, even while it runs. */
export const backup = (folder: string) =>
  reportFailure("Nothing was backed up", async () => {
    const created = await backUpTo(resolve(folder));
    console.log(
      `Backed up to ${displayPath(created)}. To start from it: ROSTER_DATA_DIR=${created}`,
    );
  });

/** Creates the folder. If anything fails, the folder is removed. */
async function backUpTo(folder: string): Promise<string> {
  if (existsSync(folder)) {
    throw invalid([
      { path: ["folder"], message: `must be a new folder; ${folder} already exists` },
    ]);
  }
  const { databaseUrl, dataFolder } = readSettings();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    const keysBefore = readKeys(dataFolder);
    await backUp({ url: databaseUrl, to: join(folder, backupFiles.database) });
    // The master key may have been rotated during the copy, and then the copy may need either key.
    const keys = new Set([...readKeys(dataFolder), ...keysBefore]);
    const write = (name: string, content: string | Buffer) =>
      writeFileSync(join(folder, name), content, { mode: 0o600 });
    if (keys.size > 0) write(backupFiles.masterKey, `${[...keys].join("\n")}\n`);
    const credentials = join(dataFolder, backupFiles.credentials);
    if (existsSync(credentials)) write(backupFiles.credentials, readFileSync(credentials));
    return folder;
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function readKeys(dataFolder: string): string[] {
  const path = join(dataFolder, backupFiles.masterKey);
  return existsSync(path) ? splitMasterKeys(readFileSync(path, "utf8")) : [];
}
