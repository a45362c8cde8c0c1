import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  resealSecrets,
  type RotationResult,
  rotateMasterKeyFile,
  splitMasterKeys,
} from "@roster/api";
import { AppError, invalid } from "@roster/contract";
import { type Database, openDatabase } from "@roster/db";
import { displayPath, readSettings, type Settings } from "../env.js";
import { reportFailure } from "./report-failure.js";

/** `roster-server rotate-master-key`: re-encrypts the stored API secrets, even while servers run. */
export const rotateMasterKey = () =>
  reportFailure("The master key was not rotated", async () => {
    const settings = readSettings();
    const { resealed, unopened } = await rotate(settings);
    console.log(`Re-encrypted ${resealed} API secrets. ${nextStep(settings)}`);
    if (unopened.length > 0) {
      console.error(`No master key decrypts the secrets of these API keys: ${unopened.join(", ")}`);
      process.exitCode = 1;
    }
  });

async function rotate(settings: Settings): Promise<RotationResult> {
  const { databaseUrl, masterKey } = settings;
  const database = await openDatabase({ url: databaseUrl });
  try {
    if (masterKey === undefined) return await rotateFile(settings, database);
    return await resealWith(masterKey, database);
  } finally {
    await database.close();
  }
}

function rotateFile({ dataFolder }: Settings, database: Database): Promise<RotationResult> {
  const path = join(dataFolder, "master.key");
  if (!existsSync(path)) {
    throw new AppError("UNAVAILABLE", `There is no master key at ${path}. Check ROSTER_DATA_DIR`);
  }
  return rotateMasterKeyFile(database, path);
}

function resealWith(masterKey: string, database: Database): Promise<RotationResult> {
  if (splitMasterKeys(masterKey).length < 2) {
    const message = "must contain the new key, a comma and the old key; see docs/security.md";
    throw invalid([{ path: ["ROSTER_MASTER_KEY"], message }]);
  }
  return resealSecrets(database, masterKey);
}

function nextStep({ masterKey, dataFolder }: Settings): string {
  if (masterKey !== undefined) return "Now remove the old key from ROSTER_MASTER_KEY.";
  return `The new master key is in ${displayPath(join(dataFolder, "master.key"))}; make a backup.`;
}
