import { expect, test } from "vitest";
import { expectShown } from "./expect-shown";
import { openDashboard, useBrowser } from "./testing";

useBrowser();

test("a new key's secret is shown once, and opens the API until the key is revoked", async () => {
  await using dashboard = await openDashboard();
  const { page, test: directory } = dashboard;
  await dashboard.open("/api-keys");
  await page.getByRole("button", { name: "Add key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Web backend");
  await dialog.getByRole("button", { name: "Add key" }).click();
  await expectShown(dialog.getByText("Keep this secret now"));
  const [key = "", secret = ""] = await dialog.locator("dd code").allInnerTexts();
  expect(secret.length).toBeGreaterThanOrEqual(32);
  await dialog.getByRole("button", { name: "I have kept it" }).click();
  await dialog.waitFor({ state: "detached" });

  const inForce = page.getByRole("list", { name: "Keys in force" });
  await expectShown(inForce.getByText("Web backend"));
  expect(await page.content()).not.toContain(secret);
  await page.reload();
  expect(await page.content()).not.toContain(secret);
  expect(await directory.database.apiKeys.get(key)).toMatchObject({ revokedAt: null });

  await page.getByRole("button", { name: "Revoke Web backend" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke key" }).click();
  await expectShown(page.getByRole("list", { name: "Revoked keys" }).getByText("Web backend"));
  expect((await directory.database.apiKeys.get(key))?.revokedAt).not.toBeNull();
});

test("a token that is made opens the API, and the key's last use is shown", async () => {
  await using dashboard = await openDashboard();
  const { page, test: directory } = dashboard;
  await directory.server.users.add({ id: "ada", data: {} });
  await dashboard.open("/api-keys");
  await expectShown(page.getByText("never used"));
  await page.getByRole("button", { name: "Make token" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("User’s id").fill("ada");
  await dialog.getByLabel("Expires").selectOption("In a day");
  await dialog.getByRole("button", { name: "Make token" }).click();
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

test("revoking can be given up", async () => {
  await using dashboard = await openDashboard();
  const { page, test: directory } = dashboard;
  await dashboard.open("/api-keys");
  await page.getByRole("button", { name: "Revoke First key" }).click();
  await expectShown(page.getByText("It is the only key in force"));
  await page.keyboard.press("Escape");
  await page.getByRole("alertdialog").waitFor({ state: "hidden" });
  const key = await directory.database.apiKeys.get(directory.apiKey);
  expect(key?.revokedAt).toBeNull();
});

test("how to connect is shown with the real address and key, and without the secret", async () => {
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
