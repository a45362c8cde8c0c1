import type { Page } from "playwright-core";

/**
 * Makes every load of this page wait until React has taken over its controls: what is typed, clicked or pressed earlier
 * can be lost.
 */
export function waitForHydration(page: Page): void {
  const goto = page.goto.bind(page);
  const reload = page.reload.bind(page);
  const goBack = page.goBack.bind(page);
  const goForward = page.goForward.bind(page);
  const hydrated = async <T>(loaded: Promise<T>): Promise<T> => {
    const response = await loaded;
    await page.waitForFunction(isHydrated, undefined, { polling: 50 });
    return response;
  };
  page.goto = (...input) => hydrated(goto(...input));
  page.reload = (...input) => hydrated(reload(...input));
  page.goBack = (...input) => hydrated(goBack(...input));
  page.goForward = (...input) => hydrated(goForward(...input));
}

/** Runs in the browser. React marks the elements that it has hydrated, except what a form's action adds to it. */
function isHydrated(): boolean {
  if (!("__next_f" in window)) return true; // not a page of the dashboard, or one without scripts
  const controls = document.querySelectorAll(
    "a, button, input:not([type=hidden]), select, textarea, summary",
  );
  return [...controls]
    .filter((control) => control.closest(".cm-editor") === null)
    .every((control) => Object.keys(control).some((key) => key.startsWith("__reactProps$")));
}
