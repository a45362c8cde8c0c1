import { expect, test } from "vitest";
import { openDashboard, useBrowser } from "./testing";

useBrowser();

test("a chosen theme applies at once and after a reload, regardless of the system theme", async () => {
  await using dashboard = await openDashboard({ colorScheme: "light" });
  const { page } = dashboard;
  await dashboard.open("/users");
  const background = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await background();
  await page.getByRole("radio", { name: "Dark" }).click();
  const dark = await background();
  expect(dark).not.toBe(light);
  await page.reload();
  expect(await background()).toBe(dark);
  await page.getByRole("radio", { name: "System" }).click();
  expect(await background()).toBe(light);
});
