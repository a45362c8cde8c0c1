import { AddApiKeyInput, AddAppInput, type App, type Scope } from "@roster/contract";
import { INSTALLATION, systemSource } from "@roster/db";
import { describeRights } from "../api-keys/describe-rights.js";
import { generateAppId } from "../auth/random-strings.js";
import type { Services } from "../services.js";
import { toInvalid } from "../trpc/error-mapping.js";
import { toApp } from "./app.js";

const Input = AddAppInput.extend({ scopes: AddApiKeyInput.shape.scopes });

export interface NewAppWithKey {
  readonly name: string;
  /** Of its first key. Default: as for any other key. */
  readonly scopes?: readonly Scope[] | undefined;
}

export interface AppWithKey {
  readonly app: App;
  readonly apiKey: string;
  /** Returned only once, here. */
  readonly apiSecret: string;
}

/** Adds an app and its first key, for the operator of the machine. @throws AppError INVALID */
export async function addAppWithKey(
  { database, keyring }: Pick<Services, "database" | "keyring">,
  { name, scopes }: NewAppWithKey,
): Promise<AppWithKey> {
  const input = Input.safeParse({ name, scopes });
  if (!input.success) throw toInvalid(input.error);
  const app = await database.apps.add(generateAppId(), input.data.name);
  const { row, secret } = await keyring.add(app.id, {
    name: "First key",
    scopes: input.data.scopes,
  });
  const source = systemSource;
  const details = { appId: app.id, name: app.name };
  await database.audit.add({ appId: INSTALLATION, type: "app.added", source, details });
  const granted = { apiKey: row.key, ...describeRights(row) };
  await database.audit.add({ appId: app.id, type: "apiKey.added", source, details: granted });
  return { app: toApp(app), apiKey: row.key, apiSecret: secret };
}
