import { test } from "vitest";
import { expectGoodScreen, optionsAt, testScreens } from "./check-screens";
import { openDashboard, useBrowser } from "../testing";

useBrowser();

testScreens("390");

test("on a phone, the menu opens a page and closes", async () => {
  await using dashboard = await openDashboard(optionsAt("390"));
  const { page } = dashboard;
  await dashboard.open("/users");
  await page.getByRole("button", { name: "Menu" }).click();
  const sheet = page.getByRole("dialog", { name: "Menu" });
  await expectGoodScreen(page, "menu", "390");
  await sheet.getByRole("link", { name: "Connect" }).click();
  await page.waitForURL("**/connect");
  await sheet.waitFor({ state: "detached" });
});
