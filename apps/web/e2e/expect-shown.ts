import type { Locator } from "playwright-core";

/** Waits until the element is visible; fails after 15 seconds. */
export async function expectShown(locator: Locator): Promise<void> {
  await locator.waitFor({ state: "visible", timeout: 15_000 });
}
