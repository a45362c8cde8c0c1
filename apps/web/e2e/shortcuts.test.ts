import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { writeData } from "./editor";
import { expectShown } from "./expect-shown";
import { pressUntil } from "./press-until";
import { type Dashboard, openDashboard, useBrowser } from "./testing";

useBrowser();

/** Two users, and the page of one of them. */
async function openUserPage(): Promise<Dashboard> {
  const dashboard = await openDashboard();
  const { server } = dashboard.test;
  await server.users.add({ id: "ada", data: { name: "Ada Lovelace" } });
  await server.users.add({ id: "u_17", data: { name: "Grace Hopper" } });
  await dashboard.open("/users/ada");
  await expectShown(dashboard.page.getByRole("button", { name: "Delete" }));
  return dashboard;
}

async function openPalette(page: Page, text: string): Promise<void> {
  const box = page.getByRole("combobox", { name: "Command palette" });
  await pressUntil(page, "ControlOrMeta+k", box);
  await box.fill(text);
}

/** What a screen reader stands on. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: at } = document;
    return at?.getAttribute("aria-label") ?? (at?.id || at?.textContent?.trim()) ?? at?.tagName;
  });

const expectFocus = (page: Page, selector: string) => page.waitForSelector(`${selector}:focus`);

test("the palette finds users by text and by id, and opens them", async () => {
  await using dashboard = await openUserPage();
  const { page } = dashboard;
  await openPalette(page, "hopper");
  await expectShown(page.getByRole("option", { name: "Open the user u_17" }));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/users/u_17");
  await openPalette(page, "ada");
  await expectShown(page.getByRole("option", { name: "Open the user ada", exact: true }));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/users/ada");
  await openPalette(page, "nobody at all");
  await expectShown(page.getByRole("status").getByText("1 result", { exact: true }));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/users?search=nobody+at+all");
});

test("the palette does what the page offers, changes the colours and signs out", async () => {
  await using dashboard = await openUserPage();
  const { page } = dashboard;
  await openPalette(page, "delete");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("alertdialog", { name: "Delete this user?" });
  await expectShown(dialog);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  expect(await focused(page)).toBe("Delete");

  await openPalette(page, "dark");
  await page.keyboard.press("Enter");
  await page.waitForSelector("html[data-theme=dark]");
  expect(await page.getByRole("radio", { name: "Dark" }).first().isChecked()).toBe(true);
  await openPalette(page, "sign out");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/sign-in");
});

test("keys lead to each page, to the search, to a new user and to the list of keys", async () => {
  await using dashboard = await openUserPage();
  const { page } = dashboard;
  const list = page.getByRole("dialog", { name: "Keys" });
  await pressUntil(page, "?", list.getByText("Open the command palette"));
  const sequences = await list.locator("dd").allInnerTexts();
  expect(sequences).toEqual(expect.arrayContaining(["?", "j", "k", "Esc"]));
  await page.keyboard.press("Escape");
  await list.waitFor({ state: "detached" });

  const pages = await page.getByRole("navigation").getByRole("link").all();
  const gone = sequences.filter((text) => text.startsWith("g"));
  expect(gone).toHaveLength(pages.length);
  for (const [index, text] of gone.entries()) {
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
  await page.keyboard.type("gs?n/"); // text here, and nothing else
  await page.waitForURL("**/users?search=gs*");
  expect(await page.getByRole("dialog").count()).toBe(0);
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("n");
  await page.waitForURL("**/add-user");
});

test("where a page has no search of its own the slash opens the palette", async () => {
  await using dashboard = await openUserPage();
  const { page } = dashboard;
  const box = page.getByRole("combobox", { name: "Command palette" });
  await pressUntil(page, "/", box);
  expect(await box.inputValue()).toBe("");
});

test("keys lose no unsaved work, and are off in an editor", async () => {
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

test("the focus is never lost: by the skip link, after navigation, after a delete", async () => {
  await using dashboard = await openUserPage();
  const { page } = dashboard;
  await page.goto("/users");
  await page.keyboard.press("Tab");
  expect(await focused(page)).toBe("Skip to the content");
  await page.keyboard.press("Enter");
  await expectFocus(page, "#main");

  await page.getByRole("link", { name: "ada", exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/users?user=ada");
  await expectShown(page.getByRole("button", { name: "Delete" }));
  await page.waitForFunction(() => document.activeElement !== document.body);
  await page.getByRole("button", { name: "Delete" }).press("Enter");
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Delete user" }).press("Enter");
  await page.waitForURL("**/users");
  await dialog.waitFor({ state: "detached" });
  await expectFocus(page, "#main");
});
