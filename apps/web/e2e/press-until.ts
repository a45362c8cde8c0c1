import type { Locator, Page } from "playwright-core";

/**
 * Presses a key until the element it opens is visible: a key pressed before the page has hydrated has no effect.
 */
export async function pressUntil(page: Page, key: string, opened: Locator): Promise<void> {
  for (;;) {
    await page.keyboard.press(key);
    const isThere = opened.waitFor({ state: "visible", timeout: 3000 }).then(
      () => true,
      () => false,
    );
    if (await isThere) return;
  }
}
