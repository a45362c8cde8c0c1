import { defineSuite, DAY_MS } from "./vitest.shared.js";

/** `turbo run test:faults`: FAULTS_SECONDS limits the time per engine. */
export default defineSuite({
  include: ["faults/**/*.test.ts"],
  // One server at a time: the faults of one would slow down another.
  fileParallelism: false,
  testTimeout: DAY_MS,
});
