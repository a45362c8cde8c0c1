import { expect, test } from "vitest";
import { expectShown } from "./expect-shown";
import { openDashboard, PASSWORD, signIn, useBrowser } from "./testing";

useBrowser();

test("redirects every page to sign-in without a session", async () => {
  await using dashboard = await openDashboard();
  for (const path of [
    "/",
    "/users",
    "/users/ada",
    "/add-user",
    "/api-keys",
    "/connect",
    "/playground",
    "/studio",
    "/apps",
    "/account",
  ]) {
    await dashboard.page.goto(path);
    expect(new URL(dashboard.page.url()).pathname).toBe("/sign-in");
  }
});

test("shows an error for a wrong password and grants no access", async () => {
  await using dashboard = await openDashboard();
  const { page } = dashboard;
  await page.goto("/sign-in");
  await page.getByLabel("password").fill("not the password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expectShown(page.getByRole("alert").getByText("Wrong password"));
  expect(await page.getByLabel("password").getAttribute("aria-invalid")).toBe("true");
  await page.goto("/users");
  expect(new URL(page.url()).pathname).toBe("/sign-in");
});

test("signs in with the right password, and skips the form once signed in", async () => {
  await using dashboard = await openDashboard();
  const { page } = dashboard;
  await signIn(dashboard.page);
  expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("Users");
  await page.goto("/sign-in");
  await page.waitForURL("**/users");
});

test("the session cookie is hidden from scripts and from other sites", async () => {
  await using dashboard = await openDashboard();
  await signIn(dashboard.page);
  const cookies = await dashboard.page.context().cookies();
  const session = cookies.find(({ name }) => name === "roster_session");
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  expect(JSON.stringify(cookies)).not.toContain(PASSWORD);
});

test("signing out also invalidates the old cookie", async () => {
  await using dashboard = await openDashboard();
  const { page } = dashboard;
  await signIn(dashboard.page);
  const old = await page.context().cookies();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
  await page.context().addCookies(old);
  await page.goto("/users");
  expect(new URL(page.url()).pathname).toBe("/sign-in");
});
