import { defineConfig, type ViteUserConfig } from "vitest/config";

// As in vitest.config.ts: workspace packages run from source, except the server, which is built.
const conditions = ["@roster/source", "node"];

/** The timeout of tests whose duration is a setting. */
export const DAY_MS = 86_400_000;

export const postgresql = "../../packages/db/src/testing/postgresql.ts";

/** A suite with its own command. */
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
