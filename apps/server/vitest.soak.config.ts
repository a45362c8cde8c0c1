import { apart, DAY_MS, postgresql } from "./vitest.apart.js";

/** `pnpm test:soak`: SOAK_SECONDS says for how long each engine is kept busy. */
export default apart({
  include: ["soak/*.test.ts"],
  globalSetup: [postgresql],
  testTimeout: DAY_MS,
});
