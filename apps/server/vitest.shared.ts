import { defineConfig, type ViteUserConfig } from "vitest/config";

// As in vitest.config.ts: workspace packages are run from their source, but for the server, which is built.
const conditions = ["@roster/source", "node"];

/** For tests whose own setting says when they end. */
export const DAY_MS = 86_400_000;

export const postgresql = "../../packages/db/src/testing/postgresql.ts";

/** Tests of a folder that a command of their own runs. */
export const defineSuite = (test: ViteUserConfig["test"]) =>
  defineConfig({
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    test: {
      root: import.meta.dirname,
      pool: "forks",
      retry: 0,
      hookTimeout: 60_000,
      ...test,
    },
  });
