import type { ApiKeyRow, Database } from "@roster/db";
import { readMasterKeyFile, replaceMasterKeyFile } from "./master-key-file.js";
import { generateMasterKey, type MasterKeySource, splitMasterKeys } from "./master-keys.js";
import { SecretBox } from "./secret-box.js";

export interface RotationResult {
  /** How many secrets this very call has sealed anew. */
  readonly resealed: number;
  /** API keys whose secrets none of the master keys opens; they are as they were. */
  readonly unopened: readonly string[];
}

const PAGE_SIZE = 100;

/**
 * Puts a new master key in the place of the file's, and seals every stored secret with it. Servers that
 * read the file go on meanwhile. Until all is sealed anew the file holds both keys, so that one that is
 * broken off has lost nothing: called again, this goes on with it. Any number of processes may do so at once;
 * one that does writes nothing else on SQLite.
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

/** A process that sealed a new secret before the key was replaced seals it anew as soon as it is written. */
async function findUnopened(
  { apiKeys }: Database,
  read: () => string,
  keys: readonly string[],
): Promise<readonly string[]> {
  const box = new SecretBox(read);
  const rows = await Promise.all(keys.map((key) => apiKeys.get(key)));
  const isClosed = (row: ApiKeyRow | null) =>
    row !== null && box.tryOpen(row.key, row.secret) === undefined;
  return keys.filter((_, index) => isClosed(rows[index] ?? null));
}

/** Seals what another master key has sealed with the first of these. */
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
    } else if ((await apiKeys.get(key))?.secret === from) {
      unopened.push(key); // and not sealed anew by another process since it was read
    }
  }
  return { resealed, unopened };
}

/** Whether the file holds one key now. A row that came meanwhile under an old key keeps it there. */
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
    for (const row of page) if (!box.isCurrent(row.secret)) yield row;
    const last = page.at(-1);
    if (!last) return;
    after = last.key;
  }
}
