import { openTestApi } from "@roster/api/testing";
import { expect, test } from "vitest";
import { expectShown } from "./expect-shown";
import {
  type Dashboard,
  openContext,
  openDashboard,
  PASSWORD,
  signIn,
  useBrowser,
} from "./testing";

useBrowser();

/** The password and the sessions are shared by all apps, so these tests need their own database. */
const openOwnDashboard = async () => openDashboard({}, await openTestApi("sqlite"));

const NEW_PASSWORD = "another password";

/** Signs in from a second browser. */
async function openSecondBrowser(dashboard: Dashboard) {
  const context = await openContext({ baseURL: dashboard.url });
  const page = await context.newPage();
  await signIn(page);
  return { page, [Symbol.asyncDispose]: () => context.close() };
}

test("signing out everywhere also ends another browser's session", async () => {
  await using dashboard = await openOwnDashboard();
  const { page } = dashboard;
  await dashboard.open("/account");
  await using other = await openSecondBrowser(dashboard);
  await page.reload();
  const sessions = page.getByRole("list", { name: "Active sessions" });
  expect(await sessions.getByRole("listitem").count()).toBe(2);
  expect(await sessions.getByText("This browser").count()).toBe(1);
  await expectShown(sessions.getByText("Chrome on Linux").first());
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await page.waitForURL("**/sign-in");
  await other.page.goto("/users");
  expect(new URL(other.page.url()).pathname).toBe("/sign-in");
});

test("ends one session and leaves the others active", async () => {
  await using dashboard = await openOwnDashboard();
  const { page, test: directory } = dashboard;
  await directory.server.users.add({ id: "ada" });
  await dashboard.open("/users");
  await using other = await openSecondBrowser(dashboard);
  await page.goto("/account");
  await page.getByRole("button", { name: "End session" }).click();
  await expectShown(page.getByText("must sign in again"));
  // The next call from its open page fails and redirects to sign-in.
  await other.page.getByLabel("Search users").fill("x");
  // Several calls may fail, and each later redirect aborts the one before, for which waitForURL would throw.
  await expect.poll(() => new URL(other.page.url()).pathname).toBe("/sign-in");
  await page.reload();
  await expectShown(page.getByText("This browser", { exact: true }));
});

test("changes the password only with the current one, and ends all other sessions", async () => {
  await using dashboard = await openOwnDashboard();
  const { page } = dashboard;
  await dashboard.open("/account");
  await using other = await openSecondBrowser(dashboard);
  const change = async (old: string, confirmed = NEW_PASSWORD) => {
    await page.getByLabel("Current password").fill(old);
    await page.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
    await page.getByLabel("Confirm new password").fill(confirmed);
    await page.getByRole("button", { name: "Change password" }).click();
  };
  await change(PASSWORD, "something else");
  await expectShown(page.getByText("The passwords do not match"));
  await change("not the password");
  await expectShown(page.getByText("The current password is incorrect"));
  await change(PASSWORD);
  await expectShown(page.getByText("All other sessions have been signed out.", { exact: true }));
  await other.page.goto("/users");
  expect(new URL(other.page.url()).pathname).toBe("/sign-in");
  await page.reload();
  await expectShown(page.getByText("This browser", { exact: true }));
  await other.page.getByLabel("password").fill(NEW_PASSWORD);
  await other.page.getByRole("button", { name: "Sign in", exact: true }).click();
  await other.page.waitForURL("**/users");
});

test("changing the theme in one place updates the other", async () => {
  await using dashboard = await openOwnDashboard();
  const { page } = dashboard;
  await dashboard.open("/account");
  await page.getByRole("main").getByRole("radio", { name: "Dark" }).click();
  const aside = page.getByRole("complementary").getByRole("radio", { name: "Dark" });
  await expect.poll(() => aside.isChecked()).toBe(true);
});
