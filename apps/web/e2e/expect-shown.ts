import type { Locator } from "playwright-core";

/** Waits until it can be seen; fails where it cannot within the time that a person would wait. */
export async function expectShown(locator: Locator): Promise<void> {
  await locator.waitFor({ state: "visible", timeout: 15_000 });
}
