import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  resealSecrets,
  type RotationResult,
  rotateMasterKeyFile,
  splitMasterKeys,
} from "@roster/api";
import { AppError, invalid, isAppError } from "@roster/contract";
import { type Database, openDatabase } from "@roster/db";
import { readSettings, type Settings, displayPath } from "../env.js";

// Seals the stored API secrets with a new master key, also while servers run: `pnpm rotate-master-key`.
try {
  const settings = readSettings();
  const { resealed, unopened } = await rotate(settings);
  console.log(`${resealed} API secrets were sealed anew. ${nextStep(settings)}`);
  if (unopened.length > 0) {
    console.error(`No master key opens the secrets of these API keys: ${unopened.join(", ")}`);
    process.exitCode = 1;
  }
} catch (error) {
  if (!isAppError(error)) throw error;
  console.error(`The master key was not rotated. ${error.message}`);
  process.exitCode = 1;
}

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
  if (!existsSync(path)) throw new AppError("UNAVAILABLE", `There is no master key at ${path}`);
  return rotateMasterKeyFile(database, path);
}

function resealWith(masterKey: string, database: Database): Promise<RotationResult> {
  if (splitMasterKeys(masterKey).length < 2) {
    const message = "must hold the new key and, after a comma, the old one: see docs/security.md";
    throw invalid([{ path: ["ROSTER_MASTER_KEY"], message }]);
  }
  return resealSecrets(database, masterKey);
}

function nextStep({ masterKey, dataFolder }: Settings): string {
  if (masterKey !== undefined) return "Now take the old key out of ROSTER_MASTER_KEY.";
  return `The new master key is in ${displayPath(join(dataFolder, "master.key"))}; back it up.`;
}
