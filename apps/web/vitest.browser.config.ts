import { fileURLToPath } from "node:url";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

/** The most common tasks, also on PostgreSQL. Other files run some of their tests on both backends. */
const coreFlows = ["add-user", "api-keys", "apps", "sign-in", "user", "users"];

const lighthouse = "e2e/lighthouse.test.ts";

/** Projects do not extend the root, whose global setup would then run once for each of them. */
const project = (test: TestProjectInlineConfiguration["test"]): TestProjectInlineConfiguration => ({
  root,
  test: {
    pool: "forks",
    isolate: false, // loading the modules takes several seconds per file
    retry: 0,
    // The same as in expectShown.
    expect: { poll: { timeout: 15_000 } },
    testTimeout: 120_000,
    hookTimeout: 60_000,
    ...test,
  },
});

export default defineConfig({
  root,
  test: {
    // Each file drives a browser and a server, which spend half their time waiting for each other.
    maxWorkers: 2,
    globalSetup: [
      "e2e/require-chromium.ts",
      "../../packages/db/src/testing/postgresql.ts",
      "e2e/shared-dashboards.ts",
    ],
    projects: [
      project({
        name: "sqlite",
        include: ["e2e/**/*.test.ts"],
        exclude: [lighthouse],
        provide: { backend: "sqlite" },
      }),
      project({
        name: "postgresql",
        include: coreFlows.map((name) => `e2e/${name}.test.ts`),
        provide: { backend: "postgresql" },
      }),
      project({
        name: "lighthouse",
        include: [lighthouse],
        provide: { backend: "sqlite" },
        sequence: { groupOrder: 1 }, // after all others: concurrent load lowers its scores
      }),
    ],
  },
});
