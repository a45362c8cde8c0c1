import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, test } from "vitest";
import { personSchema } from "../person-schema";
import { expectShown } from "../expect-shown";
import { type Screen, screens } from "./screens";
import { openSampleApi } from "../sample-users";
import { historyScreens } from "./history-screens";
import { schemaScreens } from "./schema-screens";
import { usersScreens } from "./users-screens";
import { openDashboard } from "../testing";
import { recordUsage } from "../record-usage";

/** Ignored by Git. Saving takes longer than all checks together. */
const screenshots = fileURLToPath(new URL("../../.screenshots/", import.meta.url));
const isSaving = process.env["SCREENSHOTS"] !== undefined;

const widths = {
  "390": { viewport: { width: 390, height: 844 }, isMobile: true },
  "1440": { viewport: { width: 1440, height: 900 } },
} satisfies Record<string, BrowserContextOptions>;

export type Width = keyof typeof widths;

export const optionsAt = (width: Width): BrowserContextOptions => ({
  ...widths[width],
  reducedMotion: "reduce",
});

/** The rules that depend on colours. All others give the same result in both themes. */
const colorRules = ["color-contrast", "link-in-text-block"];

/**
 * Checks a screen in both themes: no axe violation and no horizontal overflow. Saves screenshots if SCREENSHOTS is set.
 */
export async function expectGoodScreen(page: Page, name: string, width: Width): Promise<void> {
  await expectShown(page.locator("h1:visible").first()); // not the placeholder
  await page.evaluate(holdStill);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    if (isSaving) await save(page, `${name}-${width}-${colorScheme}`);
    // The legacy mode leaves out frames of other origins, which there are none of, and takes half of the time.
    const axe = new AxeBuilder({ page }).setLegacyMode(true);
    const { violations } = await (
      colorScheme === "light" ? axe : axe.withRules(colorRules)
    ).analyze();
    const failures = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join("\n")}`,
    );
    expect({ name, colorScheme, failures }).toEqual({ name, colorScheme, failures: [] });
  }
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect({ name, overflow: Math.max(0, overflow) }).toEqual({ name, overflow: 0 });
}

/** Runs in the browser. Without this, a new theme's colours reach elements frame by frame, parents first. */
async function holdStill(): Promise<void> {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("*, ::before, ::after { transition-property: none !important }");
  document.adoptedStyleSheets.push(sheet);
  await document.fonts.ready;
  await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
}

async function save(page: Page, name: string): Promise<void> {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: `${screenshots}${name}.png`, animations: "disabled" });
}

async function expectGoodScreens(
  page: Page,
  checked: readonly Screen[],
  width: Width,
): Promise<void> {
  for (const { name, path, prepare } of checked) {
    await page.goto(path);
    await prepare?.(page);
    await expectGoodScreen(page, name, width);
  }
}

/** Defines the tests of all screens at this width. */
export function testScreens(width: Width): void {
  test(`at ${width} pixels every screen fits and has no axe violations`, async () => {
    const directory = await openSampleApi();
    await recordUsage(directory);
    await using dashboard = await openDashboard(optionsAt(width), directory);
    const { page } = dashboard;
    await page.goto("/sign-in");
    await expectGoodScreen(page, "sign-in", width);
    await dashboard.authenticate(page.context());
    await expectGoodScreens(page, [...screens, ...usersScreens, ...historyScreens], width);
    for (const schema of [{ type: "object", required: ["name"] }, personSchema]) {
      await dashboard.test.server.apps.setDataSchema({ schema, appliesTo: "newWrites" });
    }
    await expectGoodScreens(page, schemaScreens, width);
  }, 600_000);

  test(`at ${width} pixels an empty directory fits and has no axe violations`, async () => {
    await using dashboard = await openDashboard(optionsAt(width));
    await dashboard.open("/users");
    await expectShown(dashboard.page.getByText("No users yet"));
    await expectGoodScreen(dashboard.page, "users-empty", width);
    await dashboard.page.goto("/");
    await expectShown(dashboard.page.getByText("No calls in this period.").first());
    await expectGoodScreen(dashboard.page, "home-empty", width);
  });
}
