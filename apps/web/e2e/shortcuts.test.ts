import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { writeData } from "./editor";
import { expectShown } from "./expect-shown";
import { pressUntil } from "./press-until";
import { type Dashboard, openDashboard, useBrowser } from "./testing";

useBrowser();

/** The page of one of two users. */
async function openUserPage(): Promise<Dashboard> {
  const dashboard = await openDashboard();
  const { server } = dashboard.test;
  await server.users.add({ id: "ada", data: { name: "Ada Lovelace" } });
  await server.users.add({ id: "u_17", data: { name: "Grace Hopper" } });
  await dashboard.open("/users/ada");
  await expectShown(dashboard.page.getByRole("button", { name: "Remove" }));
  // Rendered after hydration: a key pressed earlier has no effect.
  await expectShown(dashboard.page.locator("time[title]").first());
  return dashboard;
}

async function openPalette(page: Page, text: string): Promise<void> {
  const box = page.getByRole("combobox", { name: "Command palette" });
  await pressUntil(page, "ControlOrMeta+k", box);
  await box.fill(text);
}

/** A name for the focused element. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document;
    return (
      activeElement?.getAttribute("aria-label") ??
      (activeElement?.id || activeElement?.textContent?.trim()) ??
      activeElement?.tagName
    );
  });

const expectFocus = (page: Page, selector: string) => page.waitForSelector(`${selector}:focus`);

test("the palette finds users by text and by id and opens them", async () => {
  await using dashboard = await openUserPage();
  const { page } = dashboard;
  await openPalette(page, "hopper");
  await expectShown(page.getByRole("option", { name: "Open user u_17" }));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/users/u_17");
  await openPalette(page, "ada");
  await expectShown(page.getByRole("option", { name: "Open user ada", exact: true }));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/users/ada");
  await openPalette(page, "nobody at all");
  await expectShown(page.getByRole("status").getByText("1 result", { exact: true }));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/users?search=nobody+at+all");
});

test("the palette runs page actions, changes the theme and signs out", async () => {
  await using dashboard = await openUserPage();
  const { page } = dashboard;
  await openPalette(page, "remove");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("alertdialog", { name: "Remove this user?" });
  await expectShown(dialog);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  expect(await focused(page)).toBe("Remove");

  await openPalette(page, "dark");
  await page.keyboard.press("Enter");
  await page.waitForSelector("html[data-theme=dark]");
  expect(await page.getByRole("radio", { name: "Dark" }).first().isChecked()).toBe(true);
  await openPalette(page, "sign out");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/sign-in");
});

test("shortcuts open every page, the search, the new user form and the help", async () => {
  await using dashboard = await openUserPage();
  const { page } = dashboard;
  const list = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await pressUntil(page, "?", list.getByText("Open the command palette"));
  const sequences = await list.locator("dd").allInnerTexts();
  expect(sequences).toEqual(expect.arrayContaining(["?", "j", "k", "Esc"]));
  await page.keyboard.press("Escape");
  await list.waitFor({ state: "detached" });

  const pages = await page.getByRole("navigation").getByRole("link").all();
  const pageShortcuts = sequences.filter((text) => text.startsWith("g"));
  expect(pageShortcuts).toHaveLength(pages.length);
  for (const [index, text] of pageShortcuts.entries()) {
    const path = await pages[index]?.getAttribute("href");
    await page.keyboard.press("g");
    await page.keyboard.press(text.at(-1) ?? "");
    await page.waitForURL(`**${path}`);
  }

  await page.keyboard.press("g");
  await page.keyboard.press("u");
  await page.waitForURL("**/users");
  await expectShown(page.getByLabel("Search users"));
  await page.keyboard.press("/");
  expect(await focused(page)).toBe("Search users");
  await page.keyboard.type("gs?n/"); // plain text in a search box
  await page.waitForURL("**/users?search=gs*");
  expect(await page.getByRole("dialog").count()).toBe(0);
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("n");
  await page.waitForURL("**/add-user");
});

test("the slash opens the palette on a page without a search box", async () => {
  await using dashboard = await openUserPage();
  const { page } = dashboard;
  const box = page.getByRole("combobox", { name: "Command palette" });
  await pressUntil(page, "/", box);
  expect(await box.inputValue()).toBe("");
});

test("shortcuts are inactive in an editor, and the palette does not discard unsaved work", async () => {
  await using dashboard = await openUserPage();
  const { page } = dashboard;
  await page.getByRole("button", { name: "Edit" }).click();
  await writeData(page, '{"name": "Ada"}');
  await page.keyboard.type("?gs");
  await expectShown(page.getByRole("textbox", { name: "Data" }).getByText("?gs"));
  await openPalette(page, "go to schema");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("alertdialog", { name: "Leave without saving?" });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.waitFor({ state: "detached" });
  expect(page.url()).toContain("/users/ada");
  await openPalette(page, "go to schema");
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Leave" }).click();
  await page.waitForURL("**/schema");
});

test("keeps the focus after the skip link, after navigation and after a removal", async () => {
  await using dashboard = await openUserPage();
  const { page } = dashboard;
  await page.goto("/users");
  await page.keyboard.press("Tab");
  expect(await focused(page)).toBe("Skip to content");
  await page.keyboard.press("Enter");
  await expectFocus(page, "#main");

  await page.getByRole("link", { name: "ada", exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/users?user=ada");
  await expectShown(page.getByRole("button", { name: "Remove" }));
  await page.waitForFunction(() => document.activeElement !== document.body);
  await page.getByRole("button", { name: "Remove" }).press("Enter");
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Move to trash" }).press("Enter");
  await page.waitForURL("**/users");
  await dialog.waitFor({ state: "detached" });
  await expectFocus(page, "#main");
});
