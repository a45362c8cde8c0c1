import { openTestApi } from "@roster/api/testing";
import { expect, test } from "vitest";
import { expectShown } from "./expect-shown";
import { openContext, openDashboard, PASSWORD, startDashboard, useBrowser } from "./testing";

useBrowser();

/** Browsers with an address each, as a proxy of the operator's would tell it. */
const from = (address: string, baseURL: string) =>
  openContext({ baseURL, extraHTTPHeaders: { "x-forwarded-for": address } });

test("who guesses too often is told how long to wait, and from elsewhere the password opens", async () => {
  await using directory = await openTestApi("sqlite");
  await using dashboard = await startDashboard({
    DATABASE_URL: directory.databaseUrl,
    ROSTER_MASTER_KEY: directory.masterKey,
    ROSTER_TRUSTED_PROXIES: "1",
  });
  await using attacker = await from("192.0.2.1", dashboard.url);
  const page = await attacker.newPage();
  await page.goto("/sign-in");
  const guess = async (password: string) => {
    await page.getByLabel("password").fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
  };
  for (let n = 0; n < 6; n++) {
    const answered = page.waitForResponse((response) => response.request().method() === "POST");
    await guess(`guess ${n}`);
    await answered;
    // The form is emptied for the next one; what is typed before would be lost.
    await expect.poll(() => page.getByLabel("password").inputValue(), { timeout: 15_000 }).toBe("");
  }
  await guess(PASSWORD);
  await expectShown(page.getByText(/Too many wrong passwords; try again in \d+ seconds/));

  await using owner = await from("192.0.2.2", dashboard.url);
  const own = await owner.newPage();
  await own.goto("/sign-in");
  await own.getByLabel("password").fill(PASSWORD);
  await own.getByRole("button", { name: "Sign in" }).click();
  await own.waitForURL("**/users");
});

test("behind HTTPS the cookies are of this host alone, and go by HTTPS alone", async () => {
  await using dashboard = await openDashboard({
    extraHTTPHeaders: { "x-forwarded-proto": "https" },
  });
  const { page } = dashboard;
  await page.goto("/sign-in");
  const answered = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByLabel("password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  const headers = await (await answered).headersArray();
  const cookies = headers.filter(({ name }) => name.toLowerCase() === "set-cookie");
  const texts = cookies.map(({ value }) => value).join("\n");
  expect(texts).toMatch(
    /^__Host-roster_session=[^;]{40,}; Path=\/;.*Secure; HttpOnly; SameSite=lax/m,
  );
  expect(texts).toMatch(/^__Host-roster_browser=/m);
  expect(texts).not.toContain("Domain");
});
