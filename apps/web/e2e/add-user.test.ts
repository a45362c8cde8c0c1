import { expect, test } from "vitest";
import { writeData } from "./editor";
import { expectShown } from "./expect-shown";
import { openDashboard, useBrowser } from "./testing";

useBrowser();

test("adds a user, stores its data exactly as typed, and shows it", async () => {
  await using dashboard = await openDashboard();
  const { page } = dashboard;
  await dashboard.open("/users");
  await page.getByRole("link", { name: "Add your first user" }).click();
  await page.getByLabel("ID", { exact: true }).fill("ada");
  await writeData(page, '{"name": "Ada 🌼", "z": 1, "a": {"b": []}}');
  await page.getByRole("button", { name: "Add user" }).click();
  await page.waitForURL("**/users/ada");
  await expectShown(page.getByText("ada was added."));
  const { data, version } = await dashboard.test.server.users.get({ id: "ada" });
  expect(JSON.stringify(data)).toBe('{"name":"Ada 🌼","z":1,"a":{"b":[]}}');
  expect(version).toBe(1);
});

test("reports an invalid id during typing, and does not send it", async () => {
  await using dashboard = await openDashboard();
  const { page } = dashboard;
  await dashboard.open("/add-user");
  const id = page.getByLabel("ID", { exact: true });
  await id.fill("ada lovelace");
  await expectShown(
    page.getByText("The id must be 1 to 255 letters, digits, dashes or underscores"),
  );
  await page.getByRole("button", { name: "Add user" }).click();
  expect(await id.evaluate((element) => element === document.activeElement)).toBe(true);
  expect((await dashboard.test.server.users.list({})).users).toEqual([]);
});

test("reports an existing id, also in the trash, at its field, with a link to its user", async () => {
  await using dashboard = await openDashboard();
  const { page } = dashboard;
  await dashboard.test.server.users.add({ id: "ada", data: { name: "Ada" } });
  await dashboard.open("/add-user");
  await page.getByLabel("ID", { exact: true }).fill("ada");
  await page.getByRole("button", { name: "Add user" }).click();
  await expectShown(page.getByText("User ada already exists."));
  expect(await page.getByLabel("ID", { exact: true }).getAttribute("aria-invalid")).toBe("true");
  await dashboard.test.server.users.remove({ id: "ada", mode: "soft" });
  await page.getByRole("button", { name: "Add user" }).click();
  await expectShown(page.getByText("User ada is in the trash."));
  await page.getByRole("link", { name: "View user" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Leave" }).click();
  await page.waitForURL("**/users/ada");
  await expectShown(page.getByRole("button", { name: "Restore" }));
});

test("get or create leaves an existing user unchanged, and reports it", async () => {
  await using dashboard = await openDashboard();
  const { page } = dashboard;
  const { user } = await dashboard.test.server.users.add({ id: "ada", data: { name: "Ada" } });
  await dashboard.open("/add-user");
  await page.getByLabel("ID", { exact: true }).fill("ada");
  await page.getByRole("switch", { name: "Get or create" }).click();
  await page.getByRole("button", { name: "Add user" }).click();
  await expectShown(page.getByText("ada already existed and is unchanged."));
  await page.waitForURL("**/users/ada");
  expect(await dashboard.test.server.users.get({ id: "ada" })).toEqual(user);
});

test("another user can be added after the first, in an empty focused form", async () => {
  await using dashboard = await openDashboard();
  const { page } = dashboard;
  await dashboard.open("/add-user");
  const id = page.getByLabel("ID", { exact: true });
  for (const name of ["ada", "grace"]) {
    await id.fill(name);
    await page.getByRole("button", { name: "Add and start another" }).click();
    await expectShown(page.getByText(`${name} was added.`));
    expect(await id.inputValue()).toBe("");
    expect(await id.evaluate((element) => element === document.activeElement)).toBe(true);
  }
  const { users } = await dashboard.test.server.users.list({});
  expect(users.map((user) => user.id)).toEqual(["grace", "ada"]);
});

test("reports invalid JSON with line and column, and does not send it", async () => {
  await using dashboard = await openDashboard();
  const { page } = dashboard;
  await dashboard.open("/add-user");
  await page.getByLabel("ID", { exact: true }).fill("ada");
  await writeData(page, '{\n"name": "Ada"\n"born": 1815}');
  await page.getByRole("button", { name: "Add user" }).click();
  await expectShown(page.getByText(/^Line 3, column 1: /));
  expect((await dashboard.test.server.users.list({})).users).toEqual([]);
});

test("submitting before hydration stays on the page", async () => {
  await using dashboard = await openDashboard({ javaScriptEnabled: false });
  const { page } = dashboard;
  await dashboard.test.server.users.add({ id: "ada", data: { n: 1 } });
  const path = `/apps/${dashboard.appId}/add-user?from=ada`;
  await dashboard.open(path);
  await page.getByRole("button", { name: "Add user", exact: true }).press("Enter");
  await expectShown(page.getByRole("heading", { level: 1 }));
  expect(page.url()).toBe(dashboard.url + path);
});
