import { defineConfig } from "vitest/config";

const conditions = ["@roster/source", "node"];

/** `pnpm test:fuzz`: FUZZ_REQUESTS says how many requests, FUZZ_SEED which. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    root: import.meta.dirname,
    include: ["fuzz/*.test.ts"],
    globalSetup: ["../../packages/db/src/testing-postgresql.ts"],
    pool: "forks",
    retry: 0,
    testTimeout: 0,
    hookTimeout: 60_000,
  },
});
