import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { personSchema } from "./data-schema";
import { type Look, looks } from "./looks";
import { openDirectory } from "./people";
import { expectShown } from "./expect-shown";
import { schemaLooks } from "./schema-looks";
import { openDashboard, signIn, useBrowser } from "./testing";

useBrowser();

const shots = fileURLToPath(new URL("../.screenshots/", import.meta.url));
const readmePicture = fileURLToPath(new URL("../../../docs/images/", import.meta.url));

const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

/** No violation, nothing beyond the right edge, and a picture to be looked at. */
async function expectGoodLook(page: Page, name: string): Promise<void> {
  await expectShown(page.locator("h1").first()); // the page, not its placeholder
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${shots}${name}.png`, animations: "disabled" });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect({ name, overflow: Math.max(0, overflow) }).toEqual({ name, overflow: 0 });
  const { violations } = await new AxeBuilder({ page }).analyze();
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join("\n")}`);
  expect({ name, told }).toEqual({ name, told: [] });
}

describe.each([
  { width: "1440", viewport: desktop, colorScheme: "light" },
  { width: "1440", viewport: desktop, colorScheme: "dark" },
  { width: "390", viewport: phone, colorScheme: "light" },
  { width: "390", viewport: phone, colorScheme: "dark" },
] as const)("at $width pixels in $colorScheme", ({ width, viewport, colorScheme }) => {
  const nameOf = (name: string) => `${name}-${width}-${colorScheme}`;
  const isMobile = width === "390";
  const expectGoodLooks = async (page: Page, seen: readonly Look[]) => {
    for (const { name, path, prepare } of seen) {
      await page.goto(path);
      await prepare?.(page);
      await expectGoodLook(page, nameOf(name));
    }
  };
  const options = { viewport, colorScheme, isMobile, reducedMotion: "reduce" } as const;

  test("each page fits, and axe finds no violation", async () => {
    mkdirSync(shots, { recursive: true });
    await using dashboard = await openDashboard(options, await openDirectory());
    const { page } = dashboard;
    await page.goto("/sign-in");
    await expectGoodLook(page, nameOf("sign-in"));
    await signIn(page);
    await expectGoodLooks(page, looks);
    for (const schema of [{ type: "object", required: ["name"] }, personSchema]) {
      await dashboard.test.server.apps.setDataSchema({ schema, appliesTo: "newWrites" });
    }
    await expectGoodLooks(page, schemaLooks);
  });

  test("an empty roster fits, and axe finds no violation", async () => {
    await using dashboard = await openDashboard(options);
    await dashboard.open("/users");
    await expectShown(dashboard.page.getByText("Nobody is on the roster yet"));
    await expectGoodLook(dashboard.page, nameOf("users-empty"));
  });
});

test("the choice of colours holds at once and after a reload, whatever the system has", async () => {
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
  await page.getByRole("radio", { name: "As the system" }).click();
  expect(await background()).toBe(light);
});

test("on a phone the menu leads everywhere, and closes", async () => {
  await using dashboard = await openDashboard({ viewport: phone, isMobile: true });
  const { page } = dashboard;
  await dashboard.open("/users");
  await page.getByRole("button", { name: "Menu" }).click();
  const sheet = page.getByRole("dialog", { name: "Menu" });
  await expectGoodLook(page, "menu-390-light");
  await sheet.getByRole("link", { name: "Connect" }).click();
  await page.waitForURL("**/connect");
  await sheet.waitFor({ state: "detached" });
});

test.runIf(process.env["ROSTER_README_PICTURE"])("the README's picture is taken", async () => {
  mkdirSync(readmePicture, { recursive: true });
  await using dashboard = await openDashboard(
    { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 2 },
    await openDirectory(),
  );
  await dashboard.open("/users");
  await expectShown(dashboard.page.getByText("john-doe"));
  await dashboard.page.evaluate(() => document.fonts.ready);
  await dashboard.page.screenshot({ path: `${readmePicture}dashboard.png` });
  expect(await dashboard.page.locator("tbody tr").count()).toBe(12);
});
