import { defineSuite, DAY_MS } from "./vitest.shared.js";

/** `pnpm test:faults`: FAULTS_SECONDS says for how long each lasts. */
export default defineSuite({
  include: ["faults/**/*.test.ts"],
  // One server after the other: what befalls one is load for another.
  fileParallelism: false,
  testTimeout: DAY_MS,
});
