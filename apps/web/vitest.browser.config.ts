import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** What a person does most, on the other engine too; more files run some of their tests on both. */
const coreFlows = ["add-user", "api-keys", "apps", "sign-in", "user", "users"];

const lighthouse = "e2e/lighthouse.test.ts";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  test: {
    // Each file drives a browser and a server, which wait for each other half of the time.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: "sqlite",
          include: ["e2e/**/*.test.ts"],
          exclude: [lighthouse],
          provide: { backend: "sqlite" },
        },
      },
      {
        extends: true,
        test: {
          name: "postgresql",
          include: coreFlows.map((name) => `e2e/${name}.test.ts`),
          provide: { backend: "postgresql" },
        },
      },
      {
        extends: true,
        test: {
          name: "lighthouse",
          include: [lighthouse],
          provide: { backend: "sqlite" },
          sequence: { groupOrder: 1 }, // behind all others: what runs beside it costs it points
        },
      },
    ],
    globalSetup: ["e2e/require-chromium.ts", "../../packages/db/src/testing/postgresql.ts"],
    pool: "forks",
    retry: 0,
    // As long as for what is waited for to be seen.
    expect: { poll: { timeout: 15_000 } },
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
