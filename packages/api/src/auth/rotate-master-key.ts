import type { ApiKeyRow, Database } from "@roster/db";
import { readMasterKeyFile, replaceMasterKeyFile } from "./master-key-file.js";
import { generateMasterKey, type MasterKeySource, splitMasterKeys } from "./master-keys.js";
import { SecretBox } from "./secret-box.js";

export interface RotationResult {
  /** How many secrets this call resealed. */
  readonly resealed: number;
  /** API keys whose secrets no master key opens; they are unchanged. */
  readonly unopened: readonly string[];
}

const PAGE_SIZE = 100;

/**
 * Replaces the file's master key and reseals every stored secret with the new one, while servers that read
 * the file keep running. Until then the file holds both keys, so an interrupted rotation loses nothing and
 * resumes when called again. Several processes may rotate at once; on SQLite they must not write anything else.
 */
export async function rotateMasterKeyFile(
  database: Database,
  path: string,
): Promise<RotationResult> {
  const read = () => readMasterKeyFile(path);
  await database.withExclusiveLock(async () => {
    const keys = splitMasterKeys(read());
    if (keys.length === 1) replaceMasterKeyFile(path, [generateMasterKey(), ...keys]);
  });
  let resealed = 0;
  for (;;) {
    const round = await resealSecrets(database, read);
    resealed += round.resealed;
    if (!(await dropOldKeys(database, path))) continue;
    return { resealed, unopened: await findUnopened(database, read, round.unopened) };
  }
}

/** Looks again: a process that sealed with the old key reseals its secret right after writing it. */
async function findUnopened(
  { apiKeys }: Database,
  read: () => string,
  keys: readonly string[],
): Promise<readonly string[]> {
  const box = new SecretBox(read);
  const rows = await Promise.all(keys.map((key) => apiKeys.get(key)));
  const isUnopened = (row: ApiKeyRow | null) =>
    row !== null && sealedIn(row).some((secret) => box.tryOpen(row.key, secret) === undefined);
  return keys.filter((_, index) => isUnopened(rows[index] ?? null));
}

/** Reseals, with the first of these master keys, every secret that another one sealed. */
export async function resealSecrets(
  { apiKeys }: Pick<Database, "apiKeys">,
  masterKey: MasterKeySource,
): Promise<RotationResult> {
  const box = new SecretBox(masterKey);
  const unopened: string[] = [];
  let resealed = 0;
  for await (const { key, secret: from } of rowsToReseal(apiKeys, box)) {
    const secret = box.tryOpen(key, from);
    if (secret !== undefined) {
      if (await apiKeys.replaceSecret(key, { from, to: box.seal(key, secret) })) resealed += 1;
      continue;
    }
    // Unless another process has resealed it since it was read.
    const row = await apiKeys.get(key);
    if (row && sealedIn(row).includes(from) && !unopened.includes(key)) unopened.push(key);
  }
  return { resealed, unopened };
}

/** Whether the file now holds a single key. A secret that was just sealed with an old key keeps that key. */
async function dropOldKeys(database: Database, path: string): Promise<boolean> {
  const read = () => readMasterKeyFile(path);
  let isDone = false;
  await database.withExclusiveLock(async () => {
    const box = new SecretBox(read);
    for await (const { key, secret } of rowsToReseal(database.apiKeys, box)) {
      if (box.tryOpen(key, secret) !== undefined) return;
    }
    const [current, ...old] = splitMasterKeys(read());
    if (current !== undefined && old.length > 0) replaceMasterKeyFile(path, [current]);
    isDone = true;
  });
  return isDone;
}

async function* rowsToReseal(apiKeys: Database["apiKeys"], box: SecretBox) {
  let after = "";
  for (;;) {
    const page = await apiKeys.listAll(after, PAGE_SIZE);
    for (const row of page) {
      for (const secret of sealedIn(row))
        if (!box.isCurrent(secret)) yield { key: row.key, secret };
    }
    const last = page.at(-1);
    if (!last) return;
    after = last.key;
  }
}

const sealedIn = ({ secret, previousSecret }: ApiKeyRow) =>
  previousSecret === null ? [secret] : [secret, previousSecret];
