import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";

/** The file that the browser downloads after this action. */
export async function download(page: Page, startDownload: () => Promise<void>) {
  const [file] = await Promise.all([page.waitForEvent("download"), startDownload()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}
