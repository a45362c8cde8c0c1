import { apart, postgresql } from "./vitest.apart.js";

/** `pnpm test:fuzz`: FUZZ_REQUESTS says how many requests, FUZZ_SEED which. */
export default apart({
  include: ["fuzz/*.test.ts"],
  globalSetup: [postgresql],
  testTimeout: 0,
});
