import { test } from "vitest";
import { openSampleApi } from "./sample-users";
import { optionsAt, expectGoodScreen } from "./screenshots/check-screens";
import { openDashboard, useBrowser } from "./testing";
import { historyScreens } from "./screenshots/history-screens";

useBrowser();
test("shots", async () => {
  const directory = await openSampleApi();
  const errors: unknown[] = [];
  for (const width of ["1440", "390"] as const) {
    await using dashboard = await openDashboard(optionsAt(width), {
      ...directory,
      [Symbol.asyncDispose]: async () => {},
    });
    const { page } = dashboard;
    await dashboard.authenticate(page.context());
    page.setDefaultTimeout(8000);
    for (const { name, path, prepare } of historyScreens) {
      if (process.env["ONLY"] && !process.env["ONLY"].split(",").includes(name)) continue;
      await page.goto(path);
      try {
        await prepare?.(page);
      } catch (e) {
        errors.push(`${name}: ${String(e)}`);
      }
      try {
        await expectGoodScreen(page, name, width);
      } catch (e) {
        errors.push(`${name}: ${String(e)}`, e);
      }
    }
  }
  await directory[Symbol.asyncDispose]();
  console.log(errors);
}, 300_000);
