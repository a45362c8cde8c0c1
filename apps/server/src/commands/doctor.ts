import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isAppError } from "@roster/contract";
import { inspectDatabase } from "@roster/db";
import { z } from "zod";
import { checkDatabase, checkSecrets } from "./doctor/check-database.js";
import { checkKeyExpiry } from "./doctor/check-key-expiry.js";
import { checkFolder, checkNode, checkVersions } from "./doctor/check-machine.js";
import { fail, type Finding, ok, renderFindings, warn } from "./doctor/finding.js";
import { readSettings, type Settings } from "../env.js";

const PackageFile = z.object({ version: z.string() });

export interface DoctorOptions {
  /** Print the findings as JSON, for other programs. */
  readonly json: boolean;
}

/** `roster-server doctor`: checks the installation and the database, and changes nothing. */
export async function doctor({ json }: DoctorOptions): Promise<void> {
  const findings = await examine();
  console.log(json ? JSON.stringify(findings, null, 2) : renderFindings(findings));
  process.exitCode = findings.some(({ state }) => state === "fail") ? 1 : 0;
}

async function examine(): Promise<Finding[]> {
  const found = [checkNode(process.versions.node), checkVersions(readVersions())];
  let settings: Settings;
  try {
    settings = readSettings();
  } catch (error) {
    if (!isAppError(error)) throw error;
    return [
      ...found,
      fail("Settings", error.message, "Correct it; docs/configuration.md lists the settings"),
    ];
  }
  found.push(ok("Settings", "valid"), ...checkFolder(settings));
  return [...found, ...(await examineStored(settings))];
}

async function examineStored(settings: Settings): Promise<Finding[]> {
  try {
    const examination = await inspectDatabase(settings.databaseUrl);
    if (!examination) {
      return [warn("Database", "it has no tables yet", "The first start creates them")];
    }
    return [
      ...checkDatabase(examination),
      checkSecrets(examination, findMasterKey(settings)),
      checkKeyExpiry(examination, BigInt(Date.now()) * 1000n),
    ];
  } catch (error) {
    if (!isAppError(error)) throw error;
    return [fail("Database", error.message, "Start the database, or correct DATABASE_URL")];
  }
}

/** Reads the key as the server does, but never creates one. */
function findMasterKey({ masterKey, dataFolder }: Settings): string | undefined {
  const file = join(dataFolder, "master.key");
  return masterKey ?? (existsSync(file) ? readFileSync(file, "utf8").trim() : undefined);
}

/** The versions of the apps installed here; the dashboard may be missing. */
function readVersions(): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, file] of [
    ["server", "../package.json"],
    ["dashboard", "../../web/package.json"],
  ] as const) {
    const path = join(import.meta.dirname, file);
    if (!existsSync(path)) continue;
    const { version } = PackageFile.parse(JSON.parse(readFileSync(path, "utf8")));
    found[name] = version;
  }
  return found;
}
