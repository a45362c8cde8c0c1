import { defineSuite, DAY_MS, postgresql } from "./vitest.shared.js";

/** `turbo run test:soak`: SOAK_SECONDS is the duration per engine. */
export default defineSuite({
  include: ["soak/*.test.ts"],
  globalSetup: [postgresql],
  testTimeout: DAY_MS,
});
