import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { expectShown } from "./expect-shown";
import { openContext, openDashboard, PASSWORD, useBrowser } from "./testing";

useBrowser();

test("an invited viewer joins, signs in, is offered no controls, and is out once removed", async () => {
  await using dashboard = await openDashboard();
  const { page, url, appId } = dashboard;
  const email = `${randomUUID()}@example.com`;
  await dashboard.open("/administrators");
  await page.getByRole("button", { name: "Invite administrator" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail address").fill(email);
  await dialog.getByRole("button", { name: "Invite administrator" }).click();
  const link = await dialog.getByText(/\/invitation#/).innerText();
  await dialog.getByRole("button", { name: "Done" }).click();

  await using context = await openContext({ baseURL: url });
  const viewer = await context.newPage();
  await viewer.goto(link);
  await viewer.getByLabel("Name").fill("Vi");
  await viewer.getByLabel("Password").fill(PASSWORD);
  await viewer.getByRole("button", { name: "Join" }).click();
  await viewer.waitForURL("**/users");
  await viewer.getByRole("button", { name: "Sign out" }).click();
  await viewer.waitForURL("**/sign-in");
  await viewer.getByLabel("E-mail address").fill(email);
  await viewer.getByLabel("Password").fill(PASSWORD);
  await viewer.getByRole("button", { name: "Sign in", exact: true }).click();
  await viewer.waitForURL("**/users");
  await viewer.goto(`/apps/${appId}/api-keys`);
  const main = viewer.locator("#main");
  await expectShown(main.getByText("First key"));
  expect((await main.getByRole("button").allInnerTexts()).filter(Boolean)).toEqual([]);

  await page.reload();
  await page.getByRole("button", { name: "Remove Vi" }).click();
  await page.getByRole("alertdialog").or(dialog).getByRole("button", { name: "Remove" }).click();
  await expectShown(page.getByText("Administrator removed"));
  await viewer.goto(`/apps/${appId}/users`);
  expect(new URL(viewer.url()).pathname).toBe("/sign-in");
});

test("an administrator without apps sees why, and can sign out", async () => {
  await using dashboard = await openDashboard();
  const { page, url, test: directory } = dashboard;
  const id = randomUUID();
  const invitation = { hash: id, lifetimeSeconds: 60 };
  const email = `${id}@example.com`;
  const apps = ["removed"];
  const added = { id, email, role: "editor", apps, invitation } as const;
  const admin = await directory.database.admins.add(added);
  if (!admin) throw new Error("the e-mail address is taken");
  const client = { address: "192.0.2.1", userAgent: "" };
  const { token } = await directory.api.adminSessions.open(admin, client, {});
  await page.context().addCookies([{ name: "roster_session", value: token, url }]);
  await page.goto("/");
  await expectShown(page.getByRole("heading", { name: "You have no apps" }));
  await page.goto("/account");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
});
