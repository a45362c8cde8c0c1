import { openTestApi } from "@roster/api/testing";
import { expect, test } from "vitest";
import { expectShown } from "./expect-shown";
import { startDashboard } from "./start-dashboard";
import { openContext, openDashboard, PASSWORD, useBrowser } from "./testing";

useBrowser();

/** A browser whose address is reported by a trusted proxy. */
const openContextFrom = (address: string, baseURL: string) =>
  openContext({ baseURL, extraHTTPHeaders: { "x-forwarded-for": address } });

test("locks out an address after too many wrong passwords, but not another address", async () => {
  await using directory = await openTestApi("sqlite");
  await using dashboard = await startDashboard({
    DATABASE_URL: directory.databaseUrl,
    ROSTER_MASTER_KEY: directory.masterKey,
    ROSTER_TRUSTED_PROXIES: "1",
  });
  await using attacker = await openContextFrom("192.0.2.1", dashboard.url);
  const page = await attacker.newPage();
  await page.goto("/sign-in");
  const guess = async (password: string) => {
    await page.getByLabel("password").fill(password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
  };
  for (let n = 0; n < 6; n++) {
    const response = page.waitForResponse((received) => received.request().method() === "POST");
    await guess(`guess ${n}`);
    await response;
    // The form clears itself after each attempt; text typed before that would be lost.
    await expect.poll(() => page.getByLabel("password").inputValue(), { timeout: 15_000 }).toBe("");
  }
  await guess(PASSWORD);
  await expectShown(page.getByText(/Too many failed attempts; try again in \d+ seconds/));

  await using owner = await openContextFrom("192.0.2.2", dashboard.url);
  const own = await owner.newPage();
  await own.goto("/sign-in");
  await own.getByLabel("password").fill(PASSWORD);
  await own.getByRole("button", { name: "Sign in", exact: true }).click();
  await own.waitForURL("**/users");
});

test("behind HTTPS, cookies are Secure and bound to this host", async () => {
  await using dashboard = await openDashboard({
    extraHTTPHeaders: { "x-forwarded-proto": "https" },
  });
  const { page } = dashboard;
  await page.goto("/sign-in");
  const response = page.waitForResponse((received) => received.request().method() === "POST");
  await page.getByLabel("password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  const headers = await (await response).headersArray();
  const cookies = headers.filter(({ name }) => name.toLowerCase() === "set-cookie");
  const texts = cookies.map(({ value }) => value).join("\n");
  expect(texts).toMatch(
    /^__Host-roster_session=[^;]{40,}; Path=\/;.*Secure; HttpOnly; SameSite=lax/m,
  );
  expect(texts).toMatch(/^__Host-roster_browser=/m);
  expect(texts).not.toContain("Domain");
});
