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

const NEW_PASSWORD = "another password";

/** Another browser on the same dashboard, signed in. */
async function openOther(dashboard: Dashboard) {
  const context = await openContext({ baseURL: dashboard.url });
  const page = await context.newPage();
  await signIn(page);
  return { page, [Symbol.asyncDispose]: () => context.close() };
}

test("signing out everywhere ends the other browser's session too", async () => {
  await using dashboard = await openDashboard();
  const { page } = dashboard;
  await dashboard.open("/account");
  await using other = await openOther(dashboard);
  await page.reload();
  const sessions = page.getByRole("list", { name: "Open sessions" });
  expect(await sessions.getByRole("listitem").count()).toBe(2);
  expect(await sessions.getByText("This browser").count()).toBe(1);
  await expectShown(sessions.getByText("Chrome on Linux").first());
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await page.waitForURL("**/sign-in");
  await other.page.goto("/users");
  expect(new URL(other.page.url()).pathname).toBe("/sign-in");
});

test("one session is ended, and the others go on", async () => {
  await using dashboard = await openDashboard();
  const { page, test: directory } = dashboard;
  await directory.server.users.add({ id: "ada" });
  await dashboard.open("/users");
  await using other = await openOther(dashboard);
  await page.goto("/account");
  await page.getByRole("button", { name: "End the session of" }).click();
  await expectShown(page.getByText("has to sign in again"));
  // What it has open fails at its next call, and leads to sign-in.
  await other.page.getByLabel("Search users").fill("x");
  await other.page.waitForURL("**/sign-in");
  await page.reload();
  await expectShown(page.getByText("This browser", { exact: true }));
});

test("the password is changed with the old one, and ends the other sessions", async () => {
  await using dashboard = await openDashboard();
  const { page } = dashboard;
  await dashboard.open("/account");
  await using other = await openOther(dashboard);
  const change = async (old: string, again = NEW_PASSWORD) => {
    await page.getByLabel("Current password").fill(old);
    await page.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
    await page.getByLabel("New password, again").fill(again);
    await page.getByRole("button", { name: "Change password" }).click();
  };
  await change(PASSWORD, "something else");
  await expectShown(page.getByText("not the same as the new password"));
  await change("not the password");
  await expectShown(page.getByText("This is not the current password"));
  await change(PASSWORD);
  await expectShown(page.getByText("Every other session has ended.", { exact: true }));
  await other.page.goto("/users");
  expect(new URL(other.page.url()).pathname).toBe("/sign-in");
  await page.reload();
  await expectShown(page.getByText("This browser", { exact: true }));
  await other.page.getByLabel("password").fill(NEW_PASSWORD);
  await other.page.getByRole("button", { name: "Sign in" }).click();
  await other.page.waitForURL("**/users");
});

test("a choice of colours in one place shows in the other", async () => {
  await using dashboard = await openDashboard();
  const { page } = dashboard;
  await dashboard.open("/account");
  await page.getByRole("main").getByRole("radio", { name: "Dark" }).click();
  const aside = page.getByRole("complementary").getByRole("radio", { name: "Dark" });
  await expect.poll(() => aside.isChecked()).toBe(true);
});
