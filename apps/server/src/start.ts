import { join } from "node:path";
import { createApi, readOrCreateMasterKey } from "@roster/api";
import { openDatabase } from "@roster/db";
import type { Logger } from "@roster/api";
import type { Ready } from "./banner.js";
import { keepCredentials } from "./credentials-file.js";
import { type Settings, shownPath } from "./env.js";
import { createHttpServer } from "./http.js";
import { listen } from "./listen.js";

export interface RunningServer {
  readonly ready: Ready;
  /** Finishes what was begun, then lets go of port and database. */
  stop(): Promise<void>;
}

/** Migrates, then listens: whoever can connect finds a database that is up to date. */
export async function startServer(settings: Settings, log: Logger): Promise<RunningServer> {
  const { dataFolder, maxDataBytes, corsOrigins } = settings;
  const database = await openDatabase({ url: settings.databaseUrl });
  try {
    const masterKey = settings.masterKey ?? readOrCreateMasterKey(join(dataFolder, "master.key"));
    const api = createApi({ database, masterKey, maxDataBytes, log });
    const bootstrapped = await api.bootstrap(settings);
    const maxBodyBytes = bodyLimit(maxDataBytes);
    const listening = await listen(
      () => createHttpServer({ api, maxBodyBytes, corsOrigins, log }),
      settings,
    );
    const apiUrl = `http://${settings.host ?? "localhost"}:${listening.port}`;
    const { apiKey, apiSecret, isNewKey, newAdminPassword } = bootstrapped;
    const isChosen = settings.apiKey !== undefined;
    const credentialsFile = isChosen ? undefined : join(dataFolder, "roster.json");
    if (credentialsFile !== undefined) {
      keepCredentials(credentialsFile, { url: apiUrl, apiKey, apiSecret });
    }
    return {
      ready: {
        apiUrl,
        credentialsFile: credentialsFile && shownPath(credentialsFile),
        newKey: isNewKey ? { apiKey, apiSecret } : undefined,
        newAdminPassword,
      },
      async stop() {
        await listening.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Room for a batch of ordinary users, and for one of the largest with every character escaped. */
function bodyLimit(maxDataBytes: number): number {
  return Math.max(1024 * 1024, 6 * maxDataBytes + 4096);
}
