import type { ApiKeyRow, Database } from "@roster/db";
import { totpPurpose } from "../admins/factors/stored-factors.js";
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
  database: SealedTables,
  masterKey: MasterKeySource,
): Promise<RotationResult> {
  const box = new SecretBox(masterKey);
  const unopened: string[] = [];
  let resealed = 0;
  for await (const { purpose, sealed, replace, apiKey } of secretsToReseal(database, box)) {
    const secret = box.tryOpen(purpose, sealed);
    if (secret !== undefined) {
      if (await replace(box.seal(purpose, secret))) resealed += 1;
      continue;
    }
    if (apiKey === undefined || unopened.includes(apiKey)) continue;
    // Unless another process has resealed it since it was read.
    const row = await database.apiKeys.get(apiKey);
    if (row && sealedIn(row).includes(sealed)) unopened.push(apiKey);
  }
  return { resealed, unopened };
}

/** Whether the file now holds a single key. A secret that was just sealed with an old key keeps that key. */
async function dropOldKeys(database: Database, path: string): Promise<boolean> {
  const read = () => readMasterKeyFile(path);
  let isDone = false;
  await database.withExclusiveLock(async () => {
    const box = new SecretBox(read);
    for await (const { purpose, sealed } of secretsToReseal(database, box)) {
      if (box.tryOpen(purpose, sealed) !== undefined) return;
    }
    const [current, ...old] = splitMasterKeys(read());
    if (current !== undefined && old.length > 0) replaceMasterKeyFile(path, [current]);
    isDone = true;
  });
  return isDone;
}

type SealedTables = Pick<Database, "apiKeys" | "secondFactors">;

/** A secret in the database, and how to replace it unless it has changed. */
interface SealedSecret {
  /** What it is bound to. */
  readonly purpose: string;
  readonly sealed: string;
  readonly replace: (to: string) => Promise<boolean>;
  /** Absent for the secret of an authenticator app. */
  readonly apiKey?: string;
}

async function* secretsToReseal(
  { apiKeys, secondFactors }: SealedTables,
  box: SecretBox,
): AsyncGenerator<SealedSecret> {
  const keys = allRows(
    (after) => apiKeys.listAll(after, PAGE_SIZE),
    ({ key }) => key,
  );
  for await (const row of keys) {
    for (const from of sealedIn(row)) {
      if (box.isCurrent(from)) continue;
      const replace = (to: string) => apiKeys.replaceSecret(row.key, { from, to });
      yield { purpose: row.key, sealed: from, replace, apiKey: row.key };
    }
  }
  const apps = allRows(
    (after) => secondFactors.listTotp(after, PAGE_SIZE),
    ({ adminId }) => adminId,
  );
  for await (const { adminId, secret: from } of apps) {
    if (box.isCurrent(from)) continue;
    const replace = (to: string) => secondFactors.resealTotp(adminId, { from, to });
    yield { purpose: totpPurpose(adminId), sealed: from, replace };
  }
}

async function* allRows<Row>(read: (after: string) => Promise<Row[]>, idOf: (row: Row) => string) {
  for (let page = await read(""); ;) {
    yield* page;
    const last = page.at(-1);
    if (!last) return;
    page = await read(idOf(last));
  }
}

const sealedIn = ({ secret, previousSecret }: ApiKeyRow) =>
  previousSecret === null ? [secret] : [secret, previousSecret];
