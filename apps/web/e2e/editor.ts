import type { Locator, Page } from "playwright-core";

/** Replaces the content of the JSON editor. */
export async function writeData(page: Page, text: string): Promise<void> {
  await writeText(page.getByRole("textbox", { name: "Data" }), text);
}

export async function writeText(editor: Locator, text: string): Promise<void> {
  await editor.click();
  await editor.press("ControlOrMeta+a");
  await editor.page().keyboard.insertText(text);
}
