import { defineConfig } from "oxlint";

const tests = ["**/*.test.{ts,tsx}", "**/*.test-d.{ts,tsx}", "**/testing.ts", "**/testing/**"];
const browserTests = "apps/web/e2e/**";
const configs = ["**/*.config.{js,mjs,ts}", "prisma/**"];

/** A package's own pnpm dependencies bound what it can import from outside; nothing more is forbidden. */
const ANYTHING = ["**", "!@roster/**"];
const NODE = ["node:*", "node:*/**"];

/**
 * Who may import whom, as in ARCHITECTURE.md. `house`: packages of ours; `houseTypes`: those of which
 * only types; `external`: all else. A later row overrules an earlier one for the files that both name.
 */
const importMatrix = [
  { files: ["packages/**", "apps/**"], house: [], external: [] },
  { files: ["packages/contract/**"], house: [], external: ["zod"] },
  {
    files: ["packages/db/**"],
    house: ["contract"],
    external: [...NODE, "@prisma/**", "@libsql/**", "libsql", "pg"],
  },
  {
    files: ["packages/api/**"],
    house: ["contract", "db"],
    external: [...NODE, "@trpc/server", "@trpc/server/**", "zod", "jose", "lru-cache"],
  },
  { files: ["packages/rest/**"], house: ["contract", "api"], external: [] },
  {
    files: ["packages/client/**"],
    house: ["contract"],
    houseTypes: ["api"],
    external: ["@trpc/client", "@trpc/server", "@trpc/server/**"],
  },
  { files: ["apps/server/**"], house: ["contract", "db", "api", "rest"], external: ANYTHING },
  { files: ["apps/start/**"], house: ["contract"], external: NODE },
  { files: ["apps/cli/**", "apps/bench/**"], house: ["contract", "client"], external: ANYTHING },
];
