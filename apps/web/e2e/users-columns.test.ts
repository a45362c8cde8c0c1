import { AxeBuilder } from "@axe-core/playwright";
import { adminActor, backends, openTestApi } from "@roster/api/testing";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectShown } from "./expect-shown";
import { openDashboard, useBrowser } from "./testing";

useBrowser();

const expectColumns = (page: Page, names: readonly string[]) =>
  expect
    .poll(async () => {
      const texts = await page.locator("th[data-column]").allInnerTexts();
      return texts.map((text) => text.split("\n")[0]); // without the sort direction
    })
    .toEqual(names);

const widthOf = async (page: Page, name: string) => {
  const box = await page.locator("th[data-column]", { hasText: name }).boundingBox();
  return Math.round(box?.width ?? 0);
};

/** Retries while colour transitions run. */
async function expectNoViolation(page: Page): Promise<void> {
  const look = async () => {
    const { violations } = await new AxeBuilder({ page }).analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  };
  await expect.poll(look, { timeout: 10_000 }).toEqual([]);
}

test.each(backends)(
  "columns are chosen, moved, sorted, resized and remembered on %s",
  async (backend) => {
    const directory = await openTestApi(backend);
    await directory.server.users.add({
      id: "ada",
      data: { plan: "pro", address: { city: "Rome" } },
    });
    await directory.server.users.add({ id: "zoe", data: { plan: "free" } });
    await using dashboard = await openDashboard({ reducedMotion: "reduce" }, directory);
    const { page } = dashboard;
    await dashboard.open("/users");
    await expectColumns(page, ["ID", "Data", "Version", "Created"]);

    // Adds and moves a data path as a column, using only the keyboard.
    await page.getByRole("button", { name: "Columns" }).press("Enter");
    const menu = page.getByRole("dialog", { name: "Columns" });
    const path = menu.getByLabel("Data path to show");
    await path.fill("plan");
    await path.press("Enter");
    await expectShown(menu.getByText("This is not a path"));
    await path.fill("data.plan");
    await path.press("Enter");
    await path.fill("data.address.city");
    await path.press("Enter");
    await menu.getByLabel("Data", { exact: true }).press("Space");
    await menu.getByLabel("Version", { exact: true }).press("Space");
    await menu.getByLabel("Updated", { exact: true }).press("Space");
    const up = menu.getByRole("button", { name: "Move plan up" });
    await up.press("Enter");
    await expectColumns(page, ["ID", "plan", "Created", "address.city", "Updated"]);
    expect(await up.evaluate((element) => element === document.activeElement)).toBe(true);
    await menu.getByRole("switch", { name: "Compact rows" }).click();
    await expectNoViolation(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await expectNoViolation(page);
    await page.keyboard.press("Escape");
    await menu.waitFor({ state: "detached" });
    await expectShown(page.getByRole("cell", { name: "Rome" }));

    // Sorts by a data path, then with Shift by another column.
    await page.getByRole("button", { name: "plan", exact: true }).click();
    await expect.poll(() => page.locator("tbody a").allInnerTexts()).toEqual(["zoe", "ada"]);
    await page.getByRole("button", { name: "ID", exact: true }).click({ modifiers: ["Shift"] });
    await page.waitForURL("**/users?sort=data.plan&sort=id");

    // Resizes with the mouse and with the arrow keys.
    const before = await widthOf(page, "plan");
    const edge = page.getByRole("separator", { name: "Width of plan" });
    const box = await edge.boundingBox();
    if (!box) throw new Error("the column has no resize handle");
    await page.mouse.move(box.x + 4, box.y + 8);
    await page.mouse.down();
    await page.mouse.move(box.x + 64, box.y + 8, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => widthOf(page, "plan")).toBe(before + 60);
    await edge.press("ArrowRight");
    await expect.poll(() => widthOf(page, "plan")).toBe(before + 76);

    await page.reload();
    await expectColumns(page, ["ID", "plan", "Created", "address.city", "Updated"]);
    await expect.poll(() => widthOf(page, "plan")).toBe(before + 76);

    // Each app has its own columns.
    const admin = adminActor("main");
    const shop = await directory.as(admin).apps.add({ name: "Shop" });
    await directory.as({ ...admin, appId: shop.id }).users.add({ id: "eve" });
    await page.goto(`/apps/${shop.id}/users`);
    await expectShown(page.getByRole("link", { name: "eve" }));
    await expectColumns(page, ["ID", "Data", "Version", "Created"]);
    await page.goBack();
    await expectColumns(page, ["ID", "plan", "Created", "address.city", "Updated"]);

    await page.getByRole("button", { name: "Columns" }).click();
    await menu.getByRole("button", { name: "Reset" }).click();
    await expectColumns(page, ["ID", "Data", "Version", "Created"]);
  },
);
