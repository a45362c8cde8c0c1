import { defineConfig } from "vitest/config";

// As in vitest.config.ts: workspace packages are run from their source, but for the server, which is built.
const conditions = ["@roster/source", "node"];

const DAY_MS = 86_400_000;

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    root: import.meta.dirname,
    include: ["faults/**/*.test.ts"],
    pool: "forks",
    // One server after the other: what befalls one is load for another.
    fileParallelism: false,
    retry: 0,
    testTimeout: DAY_MS, // FAULTS_SECONDS ends it
    hookTimeout: 60_000,
  },
});
