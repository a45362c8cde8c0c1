import { adminActor } from "@roster/api/testing";
import { expect, test } from "vitest";
import { expectShown } from "./expect-shown";
import { openDashboard, useBrowser } from "./testing";

useBrowser();

test("shows a new key's secret only once, and revokes the key", async () => {
  await using dashboard = await openDashboard();
  const { page, test: directory } = dashboard;
  await dashboard.open("/api-keys");
  await page.getByRole("button", { name: "Add key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Web backend");
  await dialog.getByText("Read only").click();
  await dialog.getByLabel("Read the audit log").check();
  await dialog.getByRole("button", { name: "Add key" }).click();
  await expectShown(dialog.getByText("Save this secret now"));
  const [key = "", secret = ""] = await dialog.locator("dd code").allInnerTexts();
  expect(secret.length).toBeGreaterThanOrEqual(32);
  await dialog.getByRole("button", { name: "I have saved it" }).click();
  await dialog.waitFor({ state: "detached" });

  const activeKeys = page.getByRole("list", { name: "Active keys" });
  await expectShown(activeKeys.getByText("Web backend"));
  await expectShown(activeKeys.getByText("Read users and their history; read statistics"));
  expect(await page.content()).not.toContain(secret);
  await page.reload();
  expect(await page.content()).not.toContain(secret);
  expect(await directory.database.apiKeys.get(key)).toMatchObject({
    revokedAt: null,
    scopes: expect.stringContaining("audit:read") as string,
  });

  await page.getByRole("button", { name: "Revoke Web backend" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke key" }).click();
  await expectShown(page.getByRole("list", { name: "Revoked keys" }).getByText("Web backend"));
  expect((await directory.database.apiKeys.get(key))?.revokedAt).not.toBeNull();
});

test("edits a key, and rotates its secret with an overlap", async () => {
  await using dashboard = await openDashboard();
  const { page, appId, test: directory } = dashboard;
  await dashboard.open("/api-keys");
  await page.getByRole("button", { name: "Edit First key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Read only").click();
  await dialog.getByLabel("Expires").selectOption("In 30 days");
  await dialog.getByLabel("Calls per minute").fill("60");
  await dialog.getByLabel("Allowed addresses").fill("127.0.0.1\nlocalhost");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expectShown(dialog.getByText("localhost must be an IP address or a range"));
  await dialog.getByLabel("Allowed addresses").fill("127.0.0.1");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expectShown(page.getByText("Read only, 60 calls a minute, from 127.0.0.1"));
  await expectShown(page.getByText("Expires in 30 days"));
  await dialog.getByLabel("Name").waitFor({ state: "detached" });

  await page.getByRole("button", { name: "Rotate First key" }).click();
  await dialog.getByLabel("Accept the current secret for").selectOption("Another hour");
  await dialog.getByRole("button", { name: "Rotate" }).click();
  await expectShown(dialog.getByText("Save this secret now"));
  const [key, secret = ""] = await dialog.locator("dd code").allInnerTexts();
  expect([key, secret === directory.apiSecret]).toEqual([directory.apiKey, false]);
  const done = dialog.getByRole("button", { name: "I have saved it" });
  await done.click();
  await done.waitFor({ state: "detached" });
  await expectShown(page.getByText("The previous secret is accepted until"));
  expect(await page.content()).not.toContain(secret);
  const { apiKeys } = await directory.as(adminActor(appId)).apiKeys.list();
  expect(apiKeys).toMatchObject([{ ratePerMinute: 60, allowFrom: ["127.0.0.1"] }]);
});

test("creates a token that works, and shows when the key was last used", async () => {
  await using dashboard = await openDashboard();
  const { page, test: directory } = dashboard;
  await directory.server.users.add({ id: "ada", data: {} });
  await dashboard.open("/api-keys");
  await expectShown(page.getByText("never used"));
  await page.getByRole("button", { name: "Create token" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("User ID").fill("ada");
  await dialog.getByLabel("Expires").selectOption("In a day");
  await dialog.getByRole("button", { name: "Create token" }).click();
  await expectShown(dialog.getByText("Copy this token now"));
  const [token = "", apiKey = ""] = await dialog.locator("dd code").allInnerTexts();
  await dialog.getByRole("button", { name: "Done" }).click();
  await dialog.waitFor({ state: "detached" });
  expect(await page.content()).not.toContain(token);

  const credentials = { apiKey, authorization: token };
  const caller = directory.api.createCaller(directory.api.createContext({ credentials }));
  expect(await caller.users.update({ id: "ada", data: { seen: true } })).toMatchObject({
    id: "ada",
  });
  await directory.database.apiKeyUses.flush();
  await page.reload();
  await expectShown(page.getByText("last used just now"));
});

test("revoking can be cancelled", async () => {
  await using dashboard = await openDashboard();
  const { page, test: directory } = dashboard;
  await dashboard.open("/api-keys");
  await page.getByRole("button", { name: "Revoke First key" }).click();
  await expectShown(page.getByText("This is the only active key"));
  await page.keyboard.press("Escape");
  await page.getByRole("alertdialog").waitFor({ state: "hidden" });
  const key = await directory.database.apiKeys.get(directory.apiKey);
  expect(key?.revokedAt).toBeNull();
});

test("the connect page shows the real address and key, but not the secret", async () => {
  await using dashboard = await openDashboard();
  const { page, test: directory } = dashboard;
  await dashboard.open("/connect");
  for (const name of ["TypeScript", "curl"]) {
    await page.getByLabel("Language").selectOption(name);
    const snippet = await page.getByLabel(`${name} snippet`, { exact: true }).innerText();
    expect(snippet).toContain("http://localhost:8000");
    expect(snippet).toContain(directory.apiKey);
  }
  expect(await page.content()).not.toContain(directory.apiSecret);
});
