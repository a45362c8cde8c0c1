import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { expectShown } from "./expect-shown";
import { openDirectory } from "./people";
import { openDashboard, useBrowser } from "./testing";

useBrowser();

const pictures = fileURLToPath(new URL("../../../docs/images/", import.meta.url));

test.runIf(process.env["ROSTER_README_PICTURE"])("the README's picture is taken", async () => {
  mkdirSync(pictures, { recursive: true });
  await using dashboard = await openDashboard(
    { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 2 },
    await openDirectory(),
  );
  await dashboard.open("/users");
  await expectShown(dashboard.page.getByText("john-doe"));
  await dashboard.page.evaluate(() => document.fonts.ready);
  await dashboard.page.screenshot({ path: `${pictures}dashboard.png` });
  expect(await dashboard.page.locator("tbody tr").count()).toBe(12);
});
