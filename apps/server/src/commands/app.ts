import { join } from "node:path";
import { createApi, openMasterKeyFile } from "@roster/api";
import { invalid, type Scope, ScopeSchema } from "@roster/contract";
import { type Database, openDatabase, toTimestamp } from "@roster/db";
import { readSettings, type Settings } from "../env.js";
import { reportFailure } from "./report-failure.js";

interface CommandOptions {
  /** Print JSON, for other programs. */
  readonly json: boolean;
}

interface AddOptions extends CommandOptions {
  /** Separated by commas. Default: all but `keys:write` and `audit:read`. */
  readonly scopes?: string | undefined;
}

/** `roster-server app add`: adds an app with its first key, even while servers run. */
export const addApp = (name: string, { scopes, json }: AddOptions) =>
  reportFailure("The app was not added", () =>
    withDatabase(async (database, settings) => {
      const api = createApi({
        database,
        masterKey: settings.masterKey ?? openMasterKeyFile(join(settings.dataFolder, "master.key")),
        maxDataBytes: settings.maxDataBytes,
        log: { error: (...details) => console.error(...details) },
      });
      const added = await api.addApp({
        name,
        scopes: scopes === undefined ? undefined : toScopes(scopes),
      });
      const { app, apiKey, apiSecret } = added;
      if (json) return console.log(JSON.stringify(added));
      console.log(`ROSTER_API_KEY=${apiKey}\nROSTER_API_SECRET=${apiSecret}`);
      console.error(
        `Added the app ${app.name} (${app.id}). Save the secret now: it is not shown again.`,
      );
    }),
  );

/** `roster-server app list`. */
export const listApps = ({ json }: CommandOptions) =>
  reportFailure("The apps were not listed", () =>
    withDatabase(async (database) => {
      const apps = await database.apps.list();
      const shown = apps.map(({ id, name, createdAt }) => ({
        id,
        name,
        createdAt: toTimestamp(createdAt),
      }));
      if (json) return console.log(JSON.stringify({ apps: shown }));
      for (const { id, name, createdAt } of shown)
        console.log(`${id}  ${createdAt}  ${JSON.stringify(name)}`);
    }),
  );

async function withDatabase(
  work: (database: Database, settings: Settings) => Promise<void>,
): Promise<void> {
  const settings = readSettings();
  const database = await openDatabase({ url: settings.databaseUrl });
  try {
    await work(database, settings);
  } finally {
    await database.close();
  }
}

function toScopes(text: string): Scope[] {
  return text.split(",").map((item) => {
    const scope = ScopeSchema.safeParse(item.trim());
    if (scope.success) return scope.data;
    const message = `must be scopes separated by commas, of ${ScopeSchema.options.join(", ")}`;
    throw invalid([{ path: ["scopes"], message }]);
  });
}
