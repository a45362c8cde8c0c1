import {
  adminActor,
  type backends,
  reopenTestApi,
  serverActor,
  type TestApi,
} from "@roster/api/testing";
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

async function connect(backend: Backend) {
  const dashboard = inject("dashboards")[backend];
  if (!dashboard) throw new Error(`This project has no shared dashboard on ${backend}`);
  return { dashboard, ...(await reopenTestApi(dashboard)) };
}

/**
 * Adds an empty app with one key to the shared dashboard. Tests of what apps have in common, such as the password, the
 * sessions and the list of apps, need their own database: openTestApi().
 */
export async function openTestApp(backend: Backend = inject("backend")): Promise<TestApp> {
  const connection = connections.get(backend) ?? connect(backend);
  connections.set(backend, connection);
  const { dashboard, ...reopened } = await connection;
  const { id: appId } = await reopened.as(adminActor("main")).apps.add({ name: "Test" });
  const { apiKey, secret } = await reopened
    .as(adminActor(appId))
    .apiKeys.add({ name: "First key" });
  return {
    ...reopened,
    ...dashboard,
    appId,
    dashboardUrl: dashboard.url,
    logged: [],
    apiKey: apiKey.key,
    apiSecret: secret,
    server: reopened.as(serverActor(appId)),
    raw: reopened.api.createCaller(reopened.api.createContext({ actor: serverActor(appId) })),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
