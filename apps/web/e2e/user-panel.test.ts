import { backends } from "@roster/api/testing";
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { writeData } from "./editor";
import { expectShown } from "./expect-shown";
import { openTestApp } from "./test-app";
import { type Dashboard, openDashboard, useBrowser } from "./testing";

useBrowser();

const wide = { viewport: { width: 1440, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, isMobile: true };

const idOf = (index: number) => `user-${String(index).padStart(4, "0")}`;

async function addUsers({ test: { server } }: Dashboard, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await server.users.add({ id: idOf(index), data: { number: index } });
  }
}

const row = (page: Page, index: number) => page.getByRole("row", { name: idOf(index) });
const panel = (page: Page, index: number) =>
  page.getByRole("region", { name: `User ${idOf(index)}`, exact: true });
const link = (page: Page, index: number) => page.getByRole("link", { name: idOf(index) });
/** Waits for hydration: before it, keys and clicks have no effect. */
const expectHydrated = (place: Locator) => expectShown(place.locator("time[title]").first());
const hasFocus = (page: Page, index: number) =>
  link(page, index).evaluate((element) => element === document.activeElement);

test.each(backends)(
  "a user opens next to the table, which keeps its scroll position; a link shows the same, and back closes it, on %s",
  async (backend) => {
    await using dashboard = await openDashboard(wide, await openTestApp(backend));
    const { page } = dashboard;
    await addUsers(dashboard, 60);
    await dashboard.open("/users?size=25&sort=id");
    await row(page, 20).scrollIntoViewIfNeeded();
    const place = await page.evaluate(() => window.scrollY);
    expect(place).toBeGreaterThan(0);
    await row(page, 20).click();
    await expectShown(panel(page, 20).getByLabel("Data as JSON").getByText("20"));
    expect(page.url()).toContain(`/users?sort=id&size=25&user=${idOf(20)}`);
    await expectShown(row(page, 24));
    expect(await page.evaluate(() => window.scrollY)).toBe(place);

    const other = await page.context().newPage();
    await other.setViewportSize(wide.viewport);
    await other.goto(page.url());
    await expectShown(panel(other, 20).getByText('"number"'));
    await expectShown(row(other, 24));

    await page.goBack();
    await panel(page, 20).waitFor({ state: "detached" });
    expect(new URL(page.url()).search).toBe("?size=25&sort=id");
    await page.goForward();
    await expectShown(panel(page, 20));
    await panel(page, 20).getByRole("button", { name: "Close" }).click();
    await panel(page, 20).waitFor({ state: "detached" });
  },
);

test("j, k and the arrow keys move between rows, the panel follows, and Escape closes it", async () => {
  await using dashboard = await openDashboard(wide);
  const { page } = dashboard;
  await addUsers(dashboard, 4);
  await dashboard.open("/users");
  await expectHydrated(row(page, 3));
  await page.keyboard.press("j");
  await expect.poll(() => hasFocus(page, 3)).toBe(true);
  await page.keyboard.press("j");
  expect(await hasFocus(page, 2)).toBe(true);
  await page.keyboard.press("Enter");
  await expectShown(panel(page, 2));
  await page.keyboard.press("ArrowDown");
  await expectShown(panel(page, 1));
  await page.keyboard.press("k");
  await page.keyboard.press("k");
  await page.keyboard.press("k"); // there is no row above
  await expectShown(panel(page, 3));
  expect(await hasFocus(page, 3)).toBe(true);
  await panel(page, 3).getByRole("button", { name: "Next user" }).click();
  await expectShown(panel(page, 2));
  // In a text input it is a letter.
  await page.getByLabel("Search users").press("j");
  await expectShown(panel(page, 2));
  await page.getByLabel("Search users").press("Escape");
  await link(page, 1).focus();
  await page.keyboard.press("Escape");
  await panel(page, 2).waitFor({ state: "detached" });
  // One step back is the table before any user was opened.
  expect(new URL(page.url()).search).toBe("");
});

test("edits in the panel are saved there, and leaving unsaved edits asks first", async () => {
  await using dashboard = await openDashboard(wide);
  const { page, test: directory } = dashboard;
  await addUsers(dashboard, 3);
  await dashboard.open("/users");
  await row(page, 1).click();
  await panel(page, 1).getByRole("button", { name: "Edit" }).click();
  await writeData(page, '{ "number": "one" }');
  const question = page.getByRole("alertdialog", { name: "Leave without saving?" });
  const staying = async (go: () => Promise<unknown>) => {
    await go();
    await question.getByRole("button", { name: "Cancel" }).click();
    await question.waitFor({ state: "detached" });
    await expectShown(panel(page, 1).getByRole("button", { name: "Save" }));
  };
  await staying(() => row(page, 2).click());
  await staying(() => link(page, 0).click());
  await staying(() => panel(page, 1).getByRole("button", { name: "Previous user" }).click());
  await staying(() => panel(page, 1).getByRole("button", { name: "Close" }).click());
  await staying(async () => {
    await link(page, 1).focus();
    await page.keyboard.press("j");
  });
  await staying(() => page.evaluate(() => history.back()));
  await panel(page, 1).getByRole("button", { name: "Save" }).click();
  await expectShown(page.getByText(`${idOf(1)} is now version 2.`));
  expect(await directory.server.users.get({ id: idOf(1) })).toMatchObject({
    data: { number: "one" },
  });
  await panel(page, 1).getByRole("button", { name: "Edit" }).click();
  await writeData(page, "{}");
  await link(page, 0).click();
  await question.getByRole("button", { name: "Leave" }).click();
  await expectShown(panel(page, 0));
});

test("a user removed in the panel disappears from the table, and an unknown id is reported", async () => {
  await using dashboard = await openDashboard(wide);
  const { page } = dashboard;
  await addUsers(dashboard, 2);
  await dashboard.open(`/users?user=${idOf(0)}`);
  await expectHydrated(panel(page, 0));
  await panel(page, 0).getByRole("button", { name: "Remove" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Move to trash" }).click();
  await panel(page, 0).waitFor({ state: "detached" });
  await row(page, 0).waitFor({ state: "detached" });
  await page.goto(`/users?user=${idOf(0)}`);
  await expectShown(panel(page, 0).getByText("In the trash"));
  await page.goto("/users?user=nobody");
  await expectShown(page.getByText("User not found"));
  await expectShown(row(page, 1));
});

test("on a phone, a user opens as a page, and a link to the panel shows only the user", async () => {
  await using dashboard = await openDashboard(phone);
  const { page } = dashboard;
  await addUsers(dashboard, 2);
  await dashboard.open("/users");
  await link(page, 1).click();
  await page.waitForURL(`**/users/${idOf(1)}`);
  await page.goBack();
  await expectShown(row(page, 1));
  await page.goto(`/users?user=${idOf(0)}`);
  await expectShown(page.getByRole("heading", { name: idOf(0) }));
  expect(await row(page, 1).isVisible()).toBe(false);
  await expectHydrated(panel(page, 0));
  await page.getByRole("button", { name: "Back to users" }).click();
  await expectShown(row(page, 1));
});
