import { invalid } from "@roster/contract";
import { type Database, FIRST_ADMIN_ID } from "@roster/db";
import { hashPassword, verifyPassword } from "./admins/password.js";
import { isApiKey } from "./auth/api-key.js";
import { isActive } from "./auth/key-rights.js";
import type { Services } from "./services.js";
import { toMicros } from "./to-micros.js";
import { generatePassword } from "./auth/random-strings.js";
import { MIN_SECRET_BYTES } from "./auth/token.js";

/** The app that every installation starts with. */
export const FIRST_APP_ID = "main";

/** Credentials chosen by the operator; missing ones are generated at the first start. */
export interface BootstrapSettings {
  readonly apiKey?: string | undefined;
  readonly apiSecret?: string | undefined;
  readonly adminPassword?: string | undefined;
}

export interface BootstrapResult {
  /** An active key of the first app, and its secret, for the operator's credentials file. */
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Whether this start created the key. */
  readonly isNewKey: boolean;
  /** The password, if this start generated it. It is stored only as a hash. */
  readonly newAdminPassword: string | undefined;
}

/** Ensures that an app, an API key for it and an administrator exist. Idempotent. */
export async function bootstrap(
  { database, keyring, now }: Pick<Services, "database" | "keyring" | "now">,
  settings: BootstrapSettings,
): Promise<BootstrapResult> {
  const chosen = validateChosenKey(settings);
  // Together, because checking the password takes a fifth of a second on another thread.
  const [newAdminPassword, key] = await Promise.all([
    ensureAdmin(database, settings.adminPassword),
    ensureKey({ database, keyring, now }, chosen),
  ]);
  return { ...key, newAdminPassword };
}

async function ensureKey(
  { database: { apps, apiKeys }, keyring, now }: Pick<Services, "database" | "keyring" | "now">,
  chosen: ReturnType<typeof validateChosenKey>,
): Promise<Omit<BootstrapResult, "newAdminPassword">> {
  await apps.addIfAbsent(FIRST_APP_ID, "Main");
  if (chosen) {
    await keyring.put(FIRST_APP_ID, { ...chosen, name: "From the settings" });
    return { ...chosen, isNewKey: false };
  }
  const keys = await apiKeys.list(FIRST_APP_ID);
  const time = toMicros(now());
  const existing = keys.find((key) => isActive(key, time));
  if (existing) {
    return { apiKey: existing.key, apiSecret: keyring.reveal(existing), isNewKey: false };
  }
  const { row, secret } = await keyring.add(FIRST_APP_ID, { name: "First key" });
  return { apiKey: row.key, apiSecret: secret, isNewKey: true };
}

function validateChosenKey({ apiKey, apiSecret }: BootstrapSettings) {
  if (apiKey === undefined && apiSecret === undefined) return undefined;
  if (apiKey === undefined || apiSecret === undefined) {
    const missing = apiKey === undefined ? "ROSTER_API_KEY" : "ROSTER_API_SECRET";
    throw invalid([
      { path: [missing], message: "must also be set: an API key needs its secret, and vice versa" },
    ]);
  }
  if (!isApiKey(apiKey)) {
    throw invalid([
      {
        path: ["ROSTER_API_KEY"],
        message: "must consist of letters, digits, dashes and underscores",
      },
    ]);
  }
  if (!/^[A-Za-z0-9_-]+$/.test(apiSecret) || apiSecret.length < MIN_SECRET_BYTES) {
    throw invalid([
      {
        path: ["ROSTER_API_SECRET"],
        message: `must consist of at least ${MIN_SECRET_BYTES} letters, digits, dashes and underscores`,
      },
    ]);
  }
  return { apiKey, apiSecret };
}

/** Returns the password if it was generated here. */
async function ensureAdmin(
  { admins }: Database,
  chosen: string | undefined,
): Promise<string | undefined> {
  if (chosen !== undefined) {
    await applyPasswordSetting(admins, chosen);
    return undefined;
  }
  if ((await admins.list()).length > 0) return undefined;
  const password = generatePassword();
  const isFirst = await admins.addFirst(await hashPassword(password));
  return isFirst ? password : undefined;
}

/** Applies a setting once: a later change in the dashboard wins until the setting itself changes. */
async function applyPasswordSetting(admins: Database["admins"], chosen: string): Promise<void> {
  const stored = await admins.getFirst();
  if (stored?.settingHash && (await verifyPassword(chosen, stored.settingHash))) return;
  if (stored?.passwordHash && stored.settingHash === null) {
    const { passwordHash } = stored;
    if (await verifyPassword(chosen, passwordHash)) return admins.updateSettingHash(passwordHash);
  }
  const hash = await hashPassword(chosen);
  const isFirst = stored === null && (await admins.addFirst(hash, hash));
  if (!isFirst) {
    await admins.updatePassword(FIRST_ADMIN_ID, { passwordHash: hash, settingHash: hash });
  }
}
