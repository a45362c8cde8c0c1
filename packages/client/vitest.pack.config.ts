import { defineConfig } from "vitest/config";

// Separate from the other tests, as it uses the registry and takes a minute.
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ["pack/*.test.ts"],
    pool: "forks",
    retry: 0,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
