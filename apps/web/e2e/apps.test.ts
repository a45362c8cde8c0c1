import { adminActor, openTestApi } from "@roster/api/testing";
import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { expectShown } from "./expect-shown";
import { openDashboard, signIn, useBrowser } from "./testing";

useBrowser();

const admin = adminActor("main");

/** Main has the user ada, and Shop has zoe. */
async function openTwoApps() {
  const directory = await openTestApi(inject("backend"));
  const shop = await directory.as(admin).apps.add({ name: "Shop" });
  const inShop = directory.as(adminActor(shop.id));
  await directory.server.users.add({ id: "ada", data: {} });
  await inShop.users.add({ id: "zoe", data: {} });
  return { directory, shop, inShop };
}

async function switchTo(page: Page, from: string, to: string): Promise<void> {
  await page.getByRole("button", { name: `App: ${from}` }).click();
  await page.getByRole("list", { name: "Apps" }).getByRole("link", { name: to }).click();
}

async function addUser(page: Page, id: string): Promise<void> {
  await page.getByLabel("ID", { exact: true }).fill(id);
  await page.getByRole("button", { name: "Add user" }).click();
  await page.waitForURL(`**/users/${id}`);
}

test("switching apps shows the other app's users, and going back shows the first app's", async () => {
  const { directory, shop } = await openTwoApps();
  await using dashboard = await openDashboard({}, directory);
  const { page } = dashboard;
  await dashboard.open("/users");
  await expectShown(page.getByRole("link", { name: "ada" }));
  await switchTo(page, "Main", "Shop");
  await page.waitForURL(`**/apps/${shop.id}/users`);
  await expectShown(page.getByRole("link", { name: "zoe" }));
  expect(await page.getByRole("link", { name: "ada" }).count()).toBe(0);
  await page.goBack();
  await page.waitForURL("**/apps/main/users");
  await expectShown(page.getByRole("link", { name: "ada" }));
  expect(await page.getByRole("link", { name: "zoe" }).count()).toBe(0);
});

test("two tabs on two apps each write to their own app", async () => {
  const { directory, shop, inShop } = await openTwoApps();
  await using dashboard = await openDashboard({}, directory);
  const { page } = dashboard;
  await dashboard.open("/apps/main/add-user");
  const other = await page.context().newPage();
  await other.goto(`/apps/${shop.id}/add-user`);
  await addUser(other, "of-shop");
  // The other tab was viewed last, but this one stays in its own app.
  await addUser(page, "of-main");
  await page.getByRole("navigation").getByRole("link", { name: "Users" }).click();
  await page.waitForURL("**/apps/main/users");
  const idsIn = async (api: typeof inShop) =>
    (await api.users.list({ sort: [{ path: "id", direction: "asc" }] })).users.map(({ id }) => id);
  expect(await idsIn(directory.server)).toEqual(["ada", "of-main"]);
  expect(await idsIn(inShop)).toEqual(["of-shop", "zoe"]);
});

test("a link opens the same app in a browser that has never visited it", async () => {
  const { directory, shop } = await openTwoApps();
  await using dashboard = await openDashboard({}, directory);
  const { page } = dashboard;
  await signIn(page);
  await page.goto(`/apps/${shop.id}/users/zoe`);
  await expectShown(page.getByRole("heading", { name: "zoe" }));
  await page.waitForFunction((id) => document.cookie.includes(id), shop.id);
  await page.goto("/users"); // a URL without an app redirects to the app viewed last
  await page.waitForURL(`**/apps/${shop.id}/users`);
  await page.goto("/apps/main/users/zoe");
  await expectShown(page.getByText("User not found"));
});

test("adds, renames and opens an app, and reports an unknown one", async () => {
  await using dashboard = await openDashboard({}, await openTestApi(inject("backend")));
  const { page } = dashboard;
  await dashboard.open("/apps");
  await page.getByRole("button", { name: "Add app" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Shop");
  await page.getByRole("dialog").getByRole("button", { name: "Add app" }).click();
  const apps = page.getByRole("list", { name: "All apps" });
  await expectShown(apps.getByRole("link", { name: "Open Shop" }));
  await page.getByRole("button", { name: "Rename Shop" }).click();
  const rename = page.getByRole("dialog", { name: "Rename Shop" });
  await rename.getByLabel("Name").fill("Web shop");
  await rename.getByRole("button", { name: "Rename" }).click();
  await apps.getByRole("link", { name: "Open Web shop" }).click();
  await expectShown(page.getByText("No users yet").first());
  await expectShown(page.getByRole("button", { name: "App: Web shop" }));
  await page.goto("/apps/nothere/users");
  await expectShown(page.getByRole("heading", { name: "App not found" }));
  await page.getByRole("link", { name: "Back to apps" }).click();
  await expectShown(apps.getByText("Web shop"));
});

test("removes an app with all its data after its name is typed, even the current app", async () => {
  const { directory, shop } = await openTwoApps();
  await using dashboard = await openDashboard({}, directory);
  const { page } = dashboard;
  await dashboard.open(`/apps/${shop.id}/users`);
  await expectShown(page.getByRole("link", { name: "zoe" }));
  await page.waitForFunction((id) => document.cookie.includes(id), shop.id);
  await page.goto("/apps");
  const apps = page.getByRole("list", { name: "All apps" });
  await expectShown(apps.locator("time[title]").first());
  expect(await apps.getByRole("button", { name: "Remove Main" }).count()).toBe(0);
  await apps.getByRole("button", { name: "Remove Shop" }).click();
  const dialog = page.getByRole("dialog", { name: "Remove Shop?" });
  const name = dialog.getByLabel("Type Shop to confirm");
  await name.fill("shop");
  await name.press("Enter");
  await expectShown(dialog.getByText("This does not match Shop"));
  expect((await directory.as(admin).apps.list()).apps).toHaveLength(2);
  await name.fill("Shop");
  await dialog.getByRole("button", { name: "Remove app" }).click();
  await dialog.waitFor({ state: "detached" });
  await expectShown(page.getByRole("button", { name: "App: Main" }));
  await expectShown(apps.getByRole("link", { name: "Open Main" }));
  expect(await apps.getByText("Shop").count()).toBe(0);
  await page.goto(`/apps/${shop.id}/users`);
  await expectShown(page.getByRole("heading", { name: "App not found" }));
});
