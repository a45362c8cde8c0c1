import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
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
    const database = join(folder, backupFiles.database);
    await backUp({ url: databaseUrl, to: database });
    chmodSync(database, 0o600);
    // The master key may have been rotated during the copy, and then the copy may need either key.
    const keys = new Set([...readKeys(dataFolder), ...keysBefore]);
    if (keys.size > 0) {
      const path = join(folder, backupFiles.masterKey);
      writeFileSync(path, `${[...keys].join("\n")}\n`, { mode: 0o600 });
    }
    const credentials = join(dataFolder, backupFiles.credentials);
    if (existsSync(credentials)) copyFileSync(credentials, join(folder, backupFiles.credentials));
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
