import { defineSuite, postgresql } from "./vitest.shared.js";

/** `turbo run test:fuzz`: FUZZ_REQUESTS is the number of requests, FUZZ_SEED selects them. */
export default defineSuite({
  include: ["fuzz/*.test.ts"],
  globalSetup: [postgresql],
  testTimeout: 0,
});
