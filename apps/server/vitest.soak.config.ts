import { defineConfig } from "vitest/config";

const conditions = ["@roster/source", "node"];

const DAY_MS = 86_400_000;

/** `pnpm test:soak`: SOAK_SECONDS says for how long each engine is kept busy. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    root: import.meta.dirname,
    include: ["soak/*.test.ts"],
    globalSetup: ["../../packages/db/src/testing-postgresql.ts"],
    pool: "forks",
    retry: 0,
    testTimeout: DAY_MS, // SOAK_SECONDS ends it
    hookTimeout: 60_000,
  },
});
