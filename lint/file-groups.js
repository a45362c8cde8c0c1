export const tests = [
  "**/*.test.{ts,tsx}",
  "**/*.test-d.{ts,tsx}",
  "**/testing.ts",
  "**/testing/**",
  "**/test-support/**",
  "packages/client/pack/**",
  "apps/server/fuzz/**",
];
export const browserTests = ["apps/web/e2e/**"];
export const faultTests = ["apps/server/faults/**", "apps/server/soak/**"];
