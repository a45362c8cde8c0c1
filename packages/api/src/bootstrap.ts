import { invalid } from "@roster/contract";
import type { Database } from "@roster/db";
import { hashPassword, verifyPassword } from "./admins/password.js";
import { isApiKey } from "./auth/api-key.js";
import type { Keyring } from "./auth/keyring.js";
import { generatePassword } from "./auth/random-strings.js";
import { MIN_SECRET_BYTES } from "./auth/token.js";

/** The app that every installation begins with. */
export const FIRST_APP_ID = "main";

/** Credentials that the operator chose; what is absent is made at the first start. */
export interface BootstrapSettings {
  readonly apiKey?: string | undefined;
  readonly apiSecret?: string | undefined;
  readonly adminPassword?: string | undefined;
}

export interface BootstrapResult {
  /** A key in force of the first app, with its secret, for the operator's own file. */
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Whether this start made the key. */
  readonly isNewKey: boolean;
  /** The password, where this start made it up; it is kept nowhere in the clear. */
  readonly newAdminPassword: string | undefined;
}

/** Makes sure that there is an app, a key to use it and an administrator. Safe at every start. */
export async function bootstrap(
  { database, keyring }: { database: Database; keyring: Keyring },
  settings: BootstrapSettings,
): Promise<BootstrapResult> {
  const chosen = validateChosenKey(settings);
  await database.apps.addIfAbsent(FIRST_APP_ID, "Main");
  const newAdminPassword = await ensureAdmin(database, settings.adminPassword);
  if (chosen) {
    await keyring.put(FIRST_APP_ID, { ...chosen, name: "From the settings" });
    return { ...chosen, isNewKey: false, newAdminPassword };
  }
  const keys = await database.apiKeys.list(FIRST_APP_ID);
  const existing = keys.find((key) => key.revokedAt === null);
  if (existing) {
    const apiSecret = keyring.reveal(existing);
    return { apiKey: existing.key, apiSecret, isNewKey: false, newAdminPassword };
  }
  const { row, secret } = await keyring.add(FIRST_APP_ID, "First key");
  return { apiKey: row.key, apiSecret: secret, isNewKey: true, newAdminPassword };
}

function validateChosenKey({ apiKey, apiSecret }: BootstrapSettings) {
  if (apiKey === undefined && apiSecret === undefined) return undefined;
  if (apiKey === undefined || apiSecret === undefined) {
    const missing = apiKey === undefined ? "ROSTER_API_KEY" : "ROSTER_API_SECRET";
    throw invalid([
      { path: [missing], message: "must be set too: a key and its secret go together" },
    ]);
  }
  if (!isApiKey(apiKey)) {
    throw invalid([
      { path: ["ROSTER_API_KEY"], message: "must be letters, digits, dashes or underscores" },
    ]);
  }
  if (!/^[A-Za-z0-9_-]+$/.test(apiSecret) || apiSecret.length < MIN_SECRET_BYTES) {
    throw invalid([
      {
        path: ["ROSTER_API_SECRET"],
        message: `must be at least ${MIN_SECRET_BYTES} letters, digits, dashes or underscores`,
      },
    ]);
  }
  return { apiKey, apiSecret };
}

/** Returns the password where it was made up here. */
async function ensureAdmin(
  { admin }: Database,
  chosen: string | undefined,
): Promise<string | undefined> {
  if (chosen !== undefined) {
    await applyPasswordSetting(admin, chosen);
    return undefined;
  }
  if ((await admin.getPassword()) !== null) return undefined;
  const password = generatePassword();
  const isFirst = await admin.addPassword(await hashPassword(password));
  return isFirst ? password : undefined;
}

/** A setting counts once: what the dashboard changes later stands until the setting is another. */
async function applyPasswordSetting(admin: Database["admin"], chosen: string): Promise<void> {
  const stored = await admin.getPassword();
  if (stored?.settingHash && (await verifyPassword(chosen, stored.settingHash))) return;
  if (stored?.settingHash === null && (await verifyPassword(chosen, stored.passwordHash))) {
    return admin.updateSettingHash(stored.passwordHash);
  }
  const hash = await hashPassword(chosen);
  const isFirst = stored === null && (await admin.addPassword(hash, hash));
  if (!isFirst) await admin.updatePassword({ passwordHash: hash, settingHash: hash });
}
