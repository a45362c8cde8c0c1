import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// Workspace packages are tested from their TypeScript source, so no build can be stale.
const conditions = ["@roster/source", "node"];

// Set by .ci/run, which counts what ran from this file.
const report = process.env["VITEST_REPORT"];

export default defineConfig({
  // The dashboard's own name for its sources.
  resolve: {
    conditions,
    alias: { "@/": fileURLToPath(new URL("apps/web/src/", import.meta.url)) },
  },
  ssr: { resolve: { conditions } },
  test: {
    // Browser tests stand in apps/web/e2e and run apart: `pnpm test:browser`.
    include: [
      "packages/*/src/**/*.test.{ts,tsx}",
      "apps/*/src/**/*.test.{ts,tsx}",
      "lint/*.test.js",
    ],
    globalSetup: ["packages/db/src/testing/postgresql.ts"],
    pool: "forks",
    retry: 0,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: report === undefined ? ["default"] : ["default", "json"],
    ...(report === undefined ? {} : { outputFile: { json: report } }),
  },
});
