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
import { invalid, isAppError } from "@roster/contract";
import { readSettings, displayPath } from "../env.js";

// Copies what Roster keeps on SQLite, also while it runs: `pnpm backup <folder>`.
const DATABASE = "roster.db";
const MASTER_KEY = "master.key";
const CREDENTIALS = "roster.json";

try {
  const made = await run(process.argv[2]);
  console.log(`Backed up to ${displayPath(made)}. To start from it: ROSTER_DATA_DIR=${made}`);
} catch (error) {
  if (!isAppError(error)) throw error;
  console.error(`Nothing was backed up. ${error.message}`);
  process.exitCode = 1;
}

/** The folder that it made, which is whole or not there. */
async function run(name: string | undefined): Promise<string> {
  if (name === undefined) throw invalid([{ path: ["folder"], message: "must be named" }]);
  const folder = resolve(name);
  if (existsSync(folder)) {
    throw invalid([{ path: ["folder"], message: `must be a new one, and ${folder} is there` }]);
  }
  const { databaseUrl, dataFolder } = readSettings();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    const before = readKeys(dataFolder);
    await backUp({ url: databaseUrl, to: join(folder, DATABASE) });
    chmodSync(join(folder, DATABASE), 0o600);
    // Without the master key the API secrets in the database are of no use. It may have been replaced
    // while the database was copied, and then what was copied may need either.
    const keys = new Set([...readKeys(dataFolder), ...before]);
    if (keys.size > 0) {
      writeFileSync(join(folder, MASTER_KEY), `${[...keys].join("\n")}\n`, { mode: 0o600 });
    }
    const credentials = join(dataFolder, CREDENTIALS);
    if (existsSync(credentials)) copyFileSync(credentials, join(folder, CREDENTIALS));
    return folder;
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function readKeys(dataFolder: string): string[] {
  const path = join(dataFolder, MASTER_KEY);
  return existsSync(path) ? splitMasterKeys(readFileSync(path, "utf8")) : [];
}
