import { defineSuite, postgresql } from "./vitest.shared.js";

/** `pnpm test:fuzz`: FUZZ_REQUESTS says how many requests, FUZZ_SEED which. */
export default defineSuite({
  include: ["fuzz/*.test.ts"],
  globalSetup: [postgresql],
  testTimeout: 0,
});
