import { backends, openTestApi } from "@roster/api/testing";
import type { TestProject } from "vitest/node";
import { startDashboard } from "./start-dashboard";

/** A running dashboard that all files use; each test gets its own app in it. */
export interface SharedDashboard {
  readonly url: string;
  readonly databaseUrl: string;
  readonly masterKey: string;
}

declare module "vitest" {
  interface ProvidedContext {
    /** The backend of the project (vitest.browser.config.ts). */
    backend: (typeof backends)[number];
    dashboards: Partial<Record<(typeof backends)[number], SharedDashboard>>;
  }
}

/** Vitest's globalSetup: starts a dashboard per backend, because each start takes longer than most tests. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const opened = await Promise.all(
    backends.map(async (backend) => {
      const test = await openTestApi(backend);
      const { databaseUrl, masterKey } = test;
      const server = await startDashboard({
        DATABASE_URL: databaseUrl,
        ROSTER_MASTER_KEY: masterKey,
      });
      return { backend, test, server, shared: { url: server.url, databaseUrl, masterKey } };
    }),
  );
  project.provide(
    "dashboards",
    Object.fromEntries(opened.map(({ backend, shared }) => [backend, shared])),
  );
  return async () => {
    for (const { server, test } of opened) {
      await server[Symbol.asyncDispose]();
      await test[Symbol.asyncDispose]();
    }
  };
}
