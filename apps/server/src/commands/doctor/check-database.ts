import { SecretBox } from "@roster/api";
import type { DatabaseReport } from "@roster/db";
import { fail, type Finding, ok, warn } from "./finding.js";

/** A write-ahead log that has grown so far is not being taken over into the main file. */
const WAL_BYTES = 256 * 1024 * 1024;

/** Times are told by the clocks of all servers: users that are added in one order are listed in it. */
const CLOCK_WARN_MS = 1000;
const CLOCK_FAIL_MS = 60_000;

export function checkDatabase(examination: DatabaseReport): Finding[] {
  const { version, damage, walBytes, clockAheadMs } = examination;
  return [
    ok("Database", `${version}, reached`),
    checkMigrations(examination),
    ...(walBytes === undefined ? [] : [checkDamage(damage), checkWal(walBytes)]),
    ...examination.durability.map(checkDurability),
    ...(clockAheadMs === undefined ? [] : [checkClock(clockAheadMs)]),
    checkIndexes(examination),
    checkOrphans(examination),
  ];
}

function checkMigrations({ migrations: { missing, altered, unknown } }: DatabaseReport): Finding {
  const what = "Migrations";
  if (altered.length > 0) {
    return fail(
      what,
      `${altered.join(", ")} changed after they were applied`,
      "Install the release again: its files have been edited",
    );
  }
  if (unknown.length > 0) {
    return fail(what, `${unknown.join(", ")} are of a newer version`, "Start a newer Roster");
  }
  if (missing.length === 0) return ok(what, "all applied, none altered");
  return warn(what, `${missing.join(", ")} are not applied`, "The next start applies them");
}

function checkDamage(damage: readonly string[]): Finding {
  if (damage.length === 0) return ok("Integrity", "SQLite finds nothing wrong");
  return fail("Integrity", damage.slice(0, 3).join("; "), "Stop, and restore the last backup");
}

function checkWal(bytes: number): Finding {
  const found = `${Math.ceil(bytes / 1024)} kB wait in the write-ahead log`;
  if (bytes < WAL_BYTES) return ok("Write-ahead log", found);
  const advice = "Something reads the file without end, or the disk is full: end it, or restart";
  return warn("Write-ahead log", found, advice);
}

function checkDurability({ name, value, safe }: DatabaseReport["durability"][number]): Finding {
  if (safe.includes(value)) return ok("Durability", `${name} is ${value}`);
  const advice = `Set ${name} to ${safe[0]}: after a crash acknowledged users can be gone`;
  return fail("Durability", `${name} is ${value}`, advice);
}

function checkClock(aheadMs: number): Finding {
  const off = Math.abs(aheadMs);
  const found = `the database's is ${off} ms ${aheadMs < 0 ? "behind" : "ahead of"} this machine's`;
  const advice = "Synchronise both clocks (NTP): tokens expire and users are ordered by them";
  if (off >= CLOCK_FAIL_MS) return fail("Clock", found, advice);
  return off >= CLOCK_WARN_MS ? warn("Clock", found, advice) : ok("Clock", found);
}

function checkIndexes({ indexes: { missing, unfinished, undeclared } }: DatabaseReport): Finding {
  const what = "Indexes";
  if (missing.length > 0) {
    return fail(
      what,
      `${missing.join(", ")} are declared, and not there`,
      "Remove each with `roster indexes remove` and add it again",
    );
  }
  if (unfinished.length > 0) {
    const advice = "Being built, or broken off: add it again with `roster indexes add`";
    return warn(what, `${unfinished.join(", ")} are not ready`, advice);
  }
  if (undeclared.length === 0) return ok(what, "those that are declared are there, and no others");
  const advice = "They cost each write something and help nobody: DROP INDEX them";
  return warn(what, `${undeclared.join(", ")} belong to no app`, advice);
}

function checkOrphans({ orphans }: DatabaseReport): Finding {
  if (orphans.length === 0) return ok("Leftovers", "no row is of an app that is not there");
  const found = orphans.map(({ table, count }) => `${count} in ${table}`).join(", ");
  const advice =
    "Nobody can reach these rows; they come from elsewhere. Look at them, and delete them";
  return warn("Leftovers", `${found} of apps that are not there`, advice);
}

/** Every secret that is in force must be opened by the key that the server has. */
export function checkSecrets({ apiKeys }: DatabaseReport, masterKey: string | undefined): Finding {
  const what = "Master key";
  const advice =
    "Put back the master.key, or the ROSTER_MASTER_KEY, that this database was used with";
  if (masterKey === undefined) {
    if (apiKeys.length === 0) return ok(what, "the first start makes it");
    return fail(what, "there is none", advice);
  }
  try {
    const box = new SecretBox(masterKey);
    for (const { key, secret } of apiKeys) box.open(key, secret);
    return ok(what, `opens the secrets of all ${apiKeys.length} API keys in force`);
  } catch (error) {
    return fail(what, error instanceof Error ? error.message : String(error), advice);
  }
}
