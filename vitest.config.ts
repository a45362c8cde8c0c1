import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// Workspace packages are tested from their TypeScript source, so that no stale build is tested.
const conditions = ["@roster/source", "node"];

// Set by .ci/run, which counts results from this file.
const report = process.env["VITEST_REPORT"];

export default defineConfig({
  // The dashboard's alias for its sources.
  resolve: {
    conditions,
    alias: { "@/": fileURLToPath(new URL("apps/web/src/", import.meta.url)) },
  },
  ssr: { resolve: { conditions } },
  // What the global setup imports.
  environments: { __vitest__: { resolve: { conditions } } },
  test: {
    // Browser tests are in apps/web/e2e: `pnpm turbo run test:browser`.
    include: [
      "packages/*/src/**/*.test.{ts,tsx}",
      "apps/*/src/**/*.test.{ts,tsx}",
      "lint/*.test.js",
    ],
    // As the apps set it.
    env: { TOKIO_WORKER_THREADS: "12" },
    globalSetup: ["packages/db/src/testing/postgresql.ts"],
    pool: "forks",
    isolate: false, // loading the modules takes half of the time
    // Tests wait for processes and databases half of the time; Vitest's default on two cores is one worker.
    maxWorkers: 2,
    retry: 0,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: report === undefined ? ["default"] : ["default", "json"],
    ...(report === undefined ? {} : { outputFile: { json: report } }),
  },
});
