import type { Request } from "playwright-core";
import { backends, openTestApi } from "@roster/api/testing";
import { expect, test } from "vitest";
import { expectShown } from "./expect-shown";
import { openDashboard, useBrowser } from "./testing";

useBrowser();

const COUNT = 12_000;
const BATCH = 4000;

test.each(backends)(
  "with many users, loads one page at a time and counts to 10,000, on %s",
  async (backend) => {
    const directory = await openTestApi(backend);
    for (let start = 0; start < COUNT; start += BATCH) {
      const users = Array.from({ length: BATCH }, (_, n) => ({ id: `user-${start + n}` }));
      await directory.server.users.addMany({ users });
    }
    await using dashboard = await openDashboard({}, directory);
    const { page } = dashboard;
    const asked: string[] = [];
    const isList = (request: Request) => request.url().includes("/api/trpc/users.list");
    page.on("request", (request) => {
      if (isList(request)) asked.push(request.url());
    });
    await dashboard.open("/users?size=25");
    await page.reload();
    await expectShown(page.getByText("10,000+"));
    await expectShown(page.getByText("1 to 25"));
    expect(await page.locator("tbody tr").count()).toBe(25);
    // The server loads the page and the total with the document.
    asked.length = 0;
    await page.reload();
    await expectShown(page.getByText("10,000+"));
    expect(asked).toEqual([]);

    for (const first of [26, 51, 76]) {
      await page.getByRole("button", { name: "Next" }).click();
      await expectShown(page.getByText(`${first} to ${first + 24}`));
      expect(await page.locator("tbody tr").count()).toBe(25);
    }
    // One request per page, perhaps prefetched on hover, and one for the next page.
    expect(asked.length).toBeLessThanOrEqual(4);
    expect(asked.filter((url) => url.includes("count"))).toEqual([]);

    await page.getByRole("button", { name: "Count all" }).click();
    await expectShown(page.getByText("12,000"));
  },
);
