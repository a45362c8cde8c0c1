import { defineSuite, DAY_MS, postgresql } from "./vitest.shared.js";

/** `pnpm test:soak`: SOAK_SECONDS says for how long each engine is kept busy. */
export default defineSuite({
  include: ["soak/*.test.ts"],
  globalSetup: [postgresql],
  testTimeout: DAY_MS,
});
