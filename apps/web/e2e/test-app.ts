import { createApi } from "@roster/api";
import { type backends, serverActor, type TestApi } from "@roster/api/testing";
import { openDatabase } from "@roster/db";
import { inject } from "vitest";

type Backend = (typeof backends)[number];

/** A new app in a dashboard that other tests use too. */
export interface TestApp extends TestApi {
  readonly appId: string;
  readonly dashboardUrl: string;
}

const connections = new Map<Backend, ReturnType<typeof connect>>();

export async function closeConnections(): Promise<void> {
  for (const connection of connections.values()) await (await connection).database.close();
  connections.clear();
}

/** Opens the database of a shared dashboard, as another process would. */
async function connect(backend: Backend) {
  const dashboard = inject("dashboards")[backend];
  if (!dashboard) throw new Error(`This project has no shared dashboard on ${backend}`);
  const database = await openDatabase({ url: dashboard.databaseUrl });
  const logged: TestApi["logged"] = [];
  const api = createApi({
    database,
    masterKey: dashboard.masterKey,
    maxDataBytes: 65_536,
    log: { error: (fields, message) => logged.push({ fields, message }) },
  });
  return { dashboard, database, api, logged };
}

/**
 * Adds an empty app with one key to the shared dashboard. Tests of what apps have in common, such as the password, the
 * sessions and the list of apps, need their own database: openTestApi().
 */
export async function openTestApp(backend: Backend = inject("backend")): Promise<TestApp> {
  const connection = connections.get(backend) ?? connect(backend);
  connections.set(backend, connection);
  const { dashboard, database, api, logged } = await connection;
  const as: TestApi["as"] = (actor) => api.createCaller(api.createContext({ actor }));
  const { id: appId } = await as({ kind: "admin", appId: "main" }).apps.add({ name: "Test" });
  const { apiKey, secret } = await as({ kind: "admin", appId }).apiKeys.add({ name: "First key" });
  return {
    appId,
    dashboardUrl: dashboard.url,
    api,
    database,
    logged,
    as,
    databaseUrl: dashboard.databaseUrl,
    masterKey: dashboard.masterKey,
    apiKey: apiKey.key,
    apiSecret: secret,
    server: as(serverActor(appId)),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
