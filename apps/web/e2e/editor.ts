import type { Page } from "playwright-core";

/** Types into the JSON editor as a person would: everything there is replaced. */
export async function writeData(page: Page, text: string): Promise<void> {
  const editor = page.getByRole("textbox", { name: "Data" });
  await editor.click();
  await editor.press("ControlOrMeta+a");
  await page.keyboard.insertText(text);
}
