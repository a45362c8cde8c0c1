import type { Locator, Page } from "playwright-core";

/**
 * Presses a key until what it opens is there: one that is pressed before the page's script listens does
 * nothing, and a person presses it again.
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
