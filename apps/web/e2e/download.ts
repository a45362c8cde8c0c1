import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";

/** What the browser saves when this is done. */
export async function download(page: Page, begin: () => Promise<void>) {
  const [file] = await Promise.all([page.waitForEvent("download"), begin()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}
