import { randomUUID } from "node:crypto";
import type { AdminRole } from "@roster/contract";
import { expect, test } from "vitest";
import { expectShown } from "./expect-shown";
import { pressUntil } from "./press-until";
import { type Dashboard, openDashboard, useBrowser } from "./testing";

useBrowser();

/** Signs the page's browser in as an administrator of this app with this role. */
async function signInAs({ page, url, appId, test: { api, database } }: Dashboard, role: AdminRole) {
  const id = randomUUID();
  const invitation = { hash: id, lifetimeSeconds: 60 };
  const email = `${id}@example.com`;
  const admin = await database.admins.add({ id, email, role, apps: [appId], invitation });
  if (!admin) throw new Error("the e-mail address is taken");
  const client = { address: "192.0.2.1", userAgent: "" };
  const { token } = await api.adminSessions.open(admin, client, {});
  await page.context().addCookies([{ name: "roster_session", value: token, url }]);
}

test("a viewer is offered nothing that changes users, keys or settings", async () => {
  await using dashboard = await openDashboard();
  const { page, test: directory } = dashboard;
  await directory.server.users.add({ id: "ada", data: { name: "Ada" } });
  await directory.server.users.deactivate({ id: "ada" });
  await signInAs(dashboard, "viewer");
  const main = page.locator("#main");
  const buttons = () => main.getByRole("button").allInnerTexts();

  await page.goto("/users");
  await page.getByLabel("Select ada").check();
  await expectShown(page.getByText("1 selected"));
  expect(await main.getByRole("link", { name: /Import|Add user/ }).count()).toBe(0);
  expect((await buttons()).filter((name) => /Edit|Access|Remove/.test(name))).toEqual([]);
  await page.keyboard.press("n");
  await pressUntil(
    page,
    "ControlOrMeta+k",
    page.getByRole("combobox", { name: "Command palette" }),
  );
  await expectShown(page.getByRole("option", { name: "Go to API keys" }));
  expect(await page.getByRole("option", { name: /Add a user|Import/ }).count()).toBe(0);
  expect(new URL(page.url()).pathname).toMatch(/\/users$/);

  await page.goto("/users/ada");
  await expectShown(main.getByText("Deactivated").first());
  expect((await buttons()).filter((name) => /Edit|Access|Remove|Reactivate/.test(name))).toEqual(
    [],
  );
  await page.goto("/add-user");
  await expectShown(page.getByText("You are signed in as a viewer"));
  await page.goto("/api-keys");
  await expectShown(main.getByText("First key"));
  expect((await buttons()).filter((name) => name !== "")).toEqual([]);
  await page.goto("/settings");
  expect(await main.getByLabel("Only themselves").isDisabled()).toBe(true);
  expect(await main.getByRole("button").count()).toBe(0);
  await page.goto("/playground");
  const procedures = page.getByRole("navigation", { name: "Procedures" });
  await expectShown(procedures.getByRole("button", { name: "users.list", exact: true }));
  const changes = /^(?!account\.).*(add|update|remove|create)/; // a viewer changes its own account
  expect(await procedures.getByRole("button", { name: changes }).count()).toBe(0);
});

test("an editor changes what is in its app, but adds and removes no apps", async () => {
  await using dashboard = await openDashboard();
  const { page } = dashboard;
  await signInAs(dashboard, "editor");
  await page.goto("/apps");
  await expectShown(page.getByRole("button", { name: "Rename Test" }));
  expect(await page.getByRole("button", { name: /Add app|Remove/ }).count()).toBe(0);
  await page.goto("/api-keys");
  await expectShown(page.getByRole("button", { name: "Add key" }));
});
