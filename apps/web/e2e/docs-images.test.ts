import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { TestApi } from "@roster/api/testing";
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectShown } from "./expect-shown";
import { openSampleApi } from "./sample-users";
import { openDashboard, useBrowser } from "./testing";

useBrowser();

const images = fileURLToPath(new URL("../../../docs/images/", import.meta.url));

interface DocsImage {
  readonly name: string;
  readonly path: string;
  readonly height: number;
  /** Must be visible in the image. */
  readonly shown: (page: Page) => Locator;
}

const docsImages: readonly DocsImage[] = [
  { name: "dashboard", path: "/users", height: 800, shown: (page) => page.getByText("john-doe") },
  {
    name: "dashboard-home",
    path: "/",
    height: 1000,
    shown: (page) => page.locator("svg.recharts-surface").nth(3),
  },
  {
    name: "dashboard-user",
    path: "/users?user=ada-lovelace",
    height: 800,
    shown: (page) => page.getByRole("region", { name: "User ada-lovelace" }).locator("time[title]"),
  },
];

/** Records an hour of growing traffic, with occasional errors. */
async function recordHour({ database }: TestApi): Promise<void> {
  const thisMinute = Math.floor(Date.now() / 60_000) * 60_000_000;
  const minutes = Array.from({ length: 60 }, (_, ago) => {
    const counted = { appId: "main", minute: thisMinute - ago * 60_000_000 };
    const wave = 1 + Math.sin(ago / 5) / 3;
    const adds = { ...counted, kind: "adds", code: "OK" } as const;
    const reads = { ...counted, kind: "reads", code: "OK" } as const;
    return [
      { ...adds, upTo: 1000, calls: Math.round((70 - ago) * wave) },
      { ...adds, upTo: 2000, calls: 6 + (ago % 4) },
      { ...reads, upTo: 500, calls: Math.round((150 - ago) * wave) },
      { ...reads, upTo: 5000, calls: 1 + (ago % 3) },
      { ...adds, code: "CONFLICT" as const, upTo: 1000, calls: ago % 9 === 0 ? 3 : 0 },
      { ...reads, code: "NOT_FOUND" as const, upTo: 500, calls: ago % 7 === 0 ? 2 : 0 },
    ].filter(({ calls }) => calls > 0);
  });
  await database.usage.add(minutes.flat());
}

test.runIf(process.env["ROSTER_README_PICTURE"]).each(docsImages)(
  "creates the image $name for the README and the docs",
  async ({ name, path, height, shown }) => {
    mkdirSync(images, { recursive: true });
    const directory = await openSampleApi();
    await recordHour(directory);
    await using dashboard = await openDashboard(
      { viewport: { width: 1280, height }, deviceScaleFactor: 2, reducedMotion: "reduce" },
      directory,
    );
    const { page } = dashboard;
    await dashboard.open(path);
    await expectShown(shown(page).first());
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: `${images}${name}.png`, animations: "disabled" });
    expect(await shown(page).count()).toBeGreaterThan(0);
  },
);
