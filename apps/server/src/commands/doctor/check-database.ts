import { SecretBox } from "@roster/api";
import type { DatabaseReport } from "@roster/db";
import { fail, type Finding, ok, warn } from "./finding.js";

/** So much of a write-ahead log waits only if it is not being checkpointed. */
const WAL_BYTES = 256 * 1024 * 1024;

/** Users are listed by creation time, which comes from the clocks of all servers. */
const CLOCK_WARN_MS = 1000;
const CLOCK_FAIL_MS = 60_000;

export function checkDatabase(examination: DatabaseReport): Finding[] {
  const { version, damage, walBytes, clockAheadMs, history } = examination;
  return [
    ok("Database", `${version}, reachable`),
    checkMigrations(examination),
    ...(walBytes === undefined ? [] : [checkDamage(damage), checkWal(walBytes)]),
    ...examination.durability.map(checkDurability),
    ...(clockAheadMs === undefined ? [] : [checkClock(clockAheadMs)]),
    checkIndexes(examination),
    checkOrphans(examination),
    ...(history === undefined ? [] : [checkHistory(history)]),
  ];
}

function checkMigrations({ migrations: { missing, altered, unknown } }: DatabaseReport): Finding {
  const what = "Migrations";
  if (altered.length > 0) {
    return fail(
      what,
      `${altered.join(", ")} changed after they were applied`,
      "Reinstall the release: its migration files have been edited",
    );
  }
  if (unknown.length > 0) {
    return fail(
      what,
      `${unknown.join(", ")} belong to a newer version`,
      "Install that version of Roster",
    );
  }
  if (missing.length === 0) return ok(what, "all applied, none altered");
  return warn(what, `${missing.join(", ")} are not applied`, "The next start applies them");
}

function checkDamage(damage: readonly string[]): Finding {
  if (damage.length === 0) return ok("Integrity", "SQLite found no problems");
  return fail(
    "Integrity",
    damage.slice(0, 3).join("; "),
    "Stop the server and restore the last backup",
  );
}

function checkWal(bytes: number): Finding {
  const found = `${Math.ceil(bytes / 1024)} kB of the write-ahead log wait for a checkpoint`;
  if (bytes < WAL_BYTES) return ok("Write-ahead log", found);
  const advice =
    "A long-running reader or a full disk blocks the checkpoint: find it, or restart the server";
  return warn("Write-ahead log", found, advice);
}

function checkDurability({ name, value, safe }: DatabaseReport["durability"][number]): Finding {
  if (safe.includes(value)) return ok("Durability", `${name} is ${value}`);
  const advice = `Set ${name} to ${safe[0]}: a crash can lose acknowledged users`;
  return fail("Durability", `${name} is ${value}`, advice);
}

function checkClock(aheadMs: number): Finding {
  const off = Math.abs(aheadMs);
  const found = `the database is ${off} ms ${aheadMs < 0 ? "behind" : "ahead of"} this machine`;
  const advice =
    "Synchronise both clocks (NTP): token expiry and the order of users depend on them";
  if (off >= CLOCK_FAIL_MS) return fail("Clock", found, advice);
  return off >= CLOCK_WARN_MS ? warn("Clock", found, advice) : ok("Clock", found);
}

function checkIndexes({ indexes: { missing, unfinished, undeclared } }: DatabaseReport): Finding {
  const what = "Indexes";
  if (missing.length > 0) {
    return fail(
      what,
      `${missing.join(", ")} are declared but missing`,
      "Remove each with `roster index remove` and add it again",
    );
  }
  if (unfinished.length > 0) {
    const advice = "Still being built, or interrupted: add them again with `roster index add`";
    return warn(what, `${unfinished.join(", ")} are not ready`, advice);
  }
  if (undeclared.length === 0) return ok(what, "exactly the declared indexes exist");
  const advice = "They slow down writes without any benefit: remove them with DROP INDEX";
  return warn(what, `${undeclared.join(", ")} belong to no app`, advice);
}

function checkOrphans({ orphans }: DatabaseReport): Finding {
  if (orphans.length === 0) return ok("Leftovers", "no row belongs to a missing app");
  const found = orphans.map(({ table, count }) => `${count} in ${table}`).join(", ");
  const advice = "Roster does not create such rows and cannot reach them. Check and delete them";
  return warn("Leftovers", `${found} of apps that do not exist`, advice);
}

function checkHistory({ changes, bytes }: NonNullable<DatabaseReport["history"]>): Finding {
  const megabytes = Math.ceil(bytes / 1_000_000);
  return ok("History", `${changes} changes are kept, about ${megabytes} MB`);
}

/** The server's key must decrypt the secret of every active API key. */
export function checkSecrets({ apiKeys }: DatabaseReport, masterKey: string | undefined): Finding {
  const what = "Master key";
  const advice = "Restore the master.key or ROSTER_MASTER_KEY that this database was used with";
  if (masterKey === undefined) {
    if (apiKeys.length === 0) return ok(what, "the first start creates it");
    return fail(what, "missing", advice);
  }
  try {
    const box = new SecretBox(masterKey);
    for (const { key, secret, previousSecret } of apiKeys) {
      box.open(key, secret);
      if (previousSecret) box.open(key, previousSecret);
    }
    return ok(what, `decrypts the secrets of all ${apiKeys.length} active API keys`);
  } catch (error) {
    return fail(what, error instanceof Error ? error.message : String(error), advice);
  }
}
