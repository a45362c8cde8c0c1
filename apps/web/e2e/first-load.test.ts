import { get } from "node:http";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectShown } from "./expect-shown";
import { openDashboard, useBrowser } from "./testing";

useBrowser();

const MAX_BYTES = 200_000;

/** The compressed size of the body; fetch would decompress it. */
function measureCompressed(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { "accept-encoding": "gzip" } }, (response) => {
      let bytes = 0;
      response.on("data", (chunk: Buffer) => (bytes += chunk.length));
      response.on("end", () => resolve(bytes));
      response.on("error", reject);
    }).on("error", reject);
  });
}

/** The size of all JavaScript that the page requests until it is shown. */
async function measureFirstLoad(page: Page, path: string): Promise<number> {
  const scripts = new Set<string>();
  page.on("request", (request) => {
    if (request.resourceType() === "script") scripts.add(request.url());
  });
  await page.goto(path, { waitUntil: "load" });
  await expectShown(page.locator("h1").first());
  const sizes = await Promise.all([...scripts].map(measureCompressed));
  return sizes.reduce((sum, bytes) => sum + bytes, 0);
}

test("sign-in and the list of users load less than 200 kB of JavaScript", async () => {
  await using dashboard = await openDashboard();
  const { page } = dashboard;
  const signInBytes = await measureFirstLoad(page, "/sign-in");
  await dashboard.authenticate(page.context());
  const fresh = await page.context().newPage();
  const usersBytes = await measureFirstLoad(fresh, "/users");
  for (const [path, bytes] of Object.entries({ "/sign-in": signInBytes, "/users": usersBytes })) {
    expect(bytes, `${path} loads ${bytes} bytes`).toBeGreaterThan(50_000); // the scripts were found
    expect(bytes, `${path} loads ${bytes} bytes`).toBeLessThan(MAX_BYTES);
  }
});
