import { backends, type TestApi } from "@roster/api/testing";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { download } from "./download";
import { writeText } from "./editor";
import { expectShown } from "./expect-shown";
import { openTestApp } from "./test-app";
import { openDashboard, useBrowser } from "./testing";

useBrowser();

const idOf = (index: number) => `user-${String(index).padStart(4, "0")}`;

/** The first user added is the last in the list, which is sorted newest first. */
async function addUsers({ server }: TestApi, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, index) => idOf(index));
  for (const [index, id] of ids.entries()) {
    await server.users.add({ id, data: { plan: index % 2 ? "pro" : "free", old: index } });
  }
  return ids;
}

const box = (page: Page, index: number) => page.getByRole("checkbox", { name: idOf(index) });
const bar = (page: Page) => page.getByRole("region", { name: "Selection" });
const dialog = (page: Page) => page.getByRole("dialog");

test.each(backends)(
  "users are selected individually, as a range and by page, removed and restored, on %s",
  async (backend) => {
    await using dashboard = await openDashboard({}, await openTestApp(backend));
    const { page, test: directory } = dashboard;
    await addUsers(directory, 60);
    await dashboard.open("/users");
    await box(page, 58).click();
    await box(page, 55).click({ modifiers: ["Shift"] });
    await expectShown(bar(page).getByText("4 selected"));
    await box(page, 56).press("Space");
    await expectShown(bar(page).getByText("3 selected"));
    await page.getByRole("button", { name: "Next" }).click();
    await expectShown(bar(page).getByText("3 selected (3 not on this page)"));
    await page.getByRole("checkbox", { name: "Select all on this page" }).click();
    await expectShown(bar(page).getByText("13 selected (3 not on this page)"));

    // A user removed concurrently is listed, and does not affect the others.
    await directory.server.users.remove({ id: idOf(3) });
    await bar(page).getByRole("button", { name: "Remove" }).click();
    await expectShown(dialog(page).getByText("Remove 13 users?"));
    await dialog(page).getByRole("button", { name: "Move to trash" }).click();
    await expectShown(dialog(page).getByText("12 users moved to the trash"));
    await expectShown(dialog(page).getByText("1 user no longer exists"));
    expect(await dialog(page).getByRole("listitem").allInnerTexts()).toEqual([
      `${idOf(3)}\nThis user no longer exists.`,
    ]);
    const results = await download(page, () =>
      dialog(page).getByRole("button", { name: "Save results" }).click(),
    );
    expect(results.bytes.toString()).toContain(`{"id":"${idOf(58)}","status":"done"}\n`);
    expect(results.bytes.toString()).toContain(`{"id":"${idOf(3)}","status":"missing"}\n`);
    await dialog(page).getByRole("button", { name: "Close" }).last().click();
    await bar(page).waitFor({ state: "detached" });
    const { users } = await directory.server.users.list({ sort: [{ path: "id" }] });
    const kept = Array.from({ length: 50 }, (_, n) => n + 10).filter(
      (n) => ![55, 57, 58].includes(n),
    );
    expect(users.map(({ id }) => id)).toEqual(kept.map(idOf));

    // The trash restores one, and removes the others for good.
    await page.goto("/users?status=deleted");
    await expectShown(page.locator("time[title]").first()); // hydrated
    await box(page, 58).click();
    await bar(page).getByRole("button", { name: "Restore" }).click();
    await dialog(page).getByRole("button", { name: "Restore" }).click();
    await expectShown(dialog(page).getByText("1 user restored"));
    await dialog(page).getByRole("button", { name: "Close" }).last().click();
    expect((await directory.server.users.get({ id: idOf(58) })).data).toMatchObject({ old: 58 });
    await box(page, 58).waitFor({ state: "detached" });
    await page.getByRole("checkbox", { name: "Select all on this page" }).click();
    await bar(page).getByRole("button", { name: "Remove for good" }).click();
    await expectShown(dialog(page).getByText("This cannot be undone."));
    await dialog(page).getByRole("button", { name: "Remove for good" }).click();
    await expectShown(dialog(page).getByText("11 users removed"));
    await dialog(page).getByRole("button", { name: "Close" }).last().click();
    await expectShown(page.getByText("The trash is empty"));
  },
);

test.each(backends)(
  "patches all users that match a filter, with a result for each, on %s",
  async (backend) => {
    await using dashboard = await openDashboard({}, await openTestApp(backend));
    const { page, test: directory } = dashboard;
    await addUsers(directory, 240);
    await directory.server.users.patch({ id: idOf(7), set: { seats: "many" } });
    await dashboard.open('/users?filter=data.plan+%3D+"pro"');
    await page.getByRole("checkbox", { name: "Select all on this page" }).click();
    await bar(page).getByRole("button", { name: "Select all 120" }).click();
    await expectShown(bar(page).getByText("All matching users selected"));
    await box(page, 239).click();
    await expectShown(bar(page).getByText("All matching users except 1 selected"));

    await bar(page).getByRole("button", { name: "Patch" }).click();
    await dialog(page).getByLabel("Path of change 1").fill("plan");
    await dialog(page).getByLabel("Value of change 1").fill("team");
    await dialog(page).getByRole("button", { name: "Add change" }).click();
    await dialog(page).getByLabel("Path of change 2").fill("seats.most");
    await dialog(page).getByLabel("Value of change 2").fill("5");
    await dialog(page).getByRole("button", { name: "Add change" }).click();
    await dialog(page).getByLabel("Change 3", { exact: true }).selectOption("Remove");
    await dialog(page).getByLabel("Path of change 3").fill("old");
    const begin = dialog(page).getByRole("button", { name: "Patch 119 users" });
    await begin.click();
    await expectShown(dialog(page).getByText("This is not 119"));
    await dialog(page).getByLabel("Type 119 to confirm").fill("119");
    await begin.click();
    await expectShown(dialog(page).getByText("118 users patched"));
    await expectShown(dialog(page).getByText("1 user failed"));
    await expectShown(
      dialog(page).getByText(/^data\.seats is not an object, so nothing can be set inside it/),
    );

    const { users, total } = await directory.server.users.list({
      where: { "data.plan": "team" },
      limit: 1000,
      count: "exact",
    });
    expect(total?.value).toBe(118);
    for (const { data, version } of users) {
      expect({ data, version }).toEqual({ data: { plan: "team", seats: { most: 5 } }, version: 2 });
    }
    expect(await directory.server.users.get({ id: idOf(239) })).toMatchObject({ version: 1 });
  },
);

test("a patch can be written as JSON, and errors are reported at their line", async () => {
  await using dashboard = await openDashboard();
  const { page, test: directory } = dashboard;
  await addUsers(directory, 2);
  await dashboard.open("/users");
  await box(page, 1).click();
  await bar(page).getByRole("button", { name: "Patch" }).click();
  await dialog(page).getByLabel("Path of change 1").fill("tags");
  await dialog(page).getByLabel("Value of change 1").fill('["a"]');
  await dialog(page).getByRole("radio", { name: "JSON" }).click();
  const editor = page.getByRole("textbox", { name: "Changes as JSON" });
  await expectShown(editor.getByText('"tags"'));
  await writeText(editor, '{"set": {"tags": ["b"]},\n "unset": "old"}');
  await dialog(page).getByRole("button", { name: "Patch 1 user" }).click();
  await expectShown(dialog(page).getByText(/^Line 2, column \d+: unset: must be a list of paths/));
  await writeText(editor, '{"set": {"tags": ["b"]}, "unset": ["old"]}');
  await dialog(page).getByRole("button", { name: "Patch 1 user" }).click();
  await expectShown(dialog(page).getByText("1 user patched"));
  const { data } = await directory.server.users.get({ id: idOf(1) });
  expect(data).toEqual({ plan: "pro", tags: ["b"] });
});

test("exports selected users as NDJSON and CSV that can be imported", async () => {
  await using dashboard = await openDashboard();
  const { page, test: directory } = dashboard;
  await addUsers(directory, 3);
  const { user } = await directory.server.users.add({ id: "odd", data: { t: 'a "b"\n,ü' } });
  await dashboard.open("/users");
  await page.getByRole("checkbox", { name: "odd" }).click();
  const exported = async (format: string) => {
    await bar(page).getByRole("button", { name: "Export" }).click();
    await dialog(page).getByRole("radio", { name: format }).click();
    const file = await download(page, () =>
      dialog(page).getByRole("button", { name: "Export" }).click(),
    );
    await expectShown(dialog(page).getByText("1 user exported"));
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "detached" });
    return { name: file.name, text: file.bytes.toString() };
  };
  const { id, data, createdAt, updatedAt } = user;
  const line = `${JSON.stringify({ id, data, createdAt, updatedAt })}\n`;
  expect(await exported("NDJSON")).toEqual({ name: "users.ndjson", text: line });
  const cell = JSON.stringify(data).replaceAll('"', '""');
  expect(await exported("CSV")).toEqual({
    name: "users.csv",
    text: `id,data,createdAt,updatedAt,status,deactivatedAt,ban,tokensValidAfter\r\nodd,"${cell}",${createdAt},${updatedAt},,,,\r\n`,
  });
});

test("a bulk operation can be stopped, shows its progress, and resumes", async () => {
  await using dashboard = await openDashboard();
  const { page, test: directory } = dashboard;
  const users = Array.from({ length: 1200 }, (_, index) => ({ id: idOf(index) }));
  await directory.server.users.addMany({ users });
  await dashboard.open("/users");
  await page.getByRole("checkbox", { name: "Select all on this page" }).click();
  await bar(page).getByRole("button", { name: "Select all 1,200" }).click();
  await bar(page).getByRole("button", { name: "Remove" }).click();
  await dialog(page).getByText("Remove for good").first().click();
  await dialog(page).getByLabel("Type 1,200 to confirm").fill("1200");
  let release: (() => void) | undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  let calls = 0;
  await page.route("**/api/trpc/users.removeMany**", async (route) => {
    calls += 1;
    if (calls === 1) await held;
    const proxy = { status: 403, contentType: "text/html", body: "a proxy in between" };
    await (calls === 3 ? route.fulfill(proxy) : route.continue());
  });
  await dialog(page).getByRole("button", { name: "Remove for good" }).click();
  await dialog(page).getByRole("button", { name: "Stop" }).click();
  await page.keyboard.press("Escape"); // the dialog stays open while it runs
  await expectShown(dialog(page).getByText("Stopping at 0 of 1,200 users"));
  release?.();
  await expectShown(dialog(page).getByText("500 users removed"));
  await expectShown(dialog(page).getByText("Stopped at 500 of 1,200 users."));
  await dialog(page).getByRole("button", { name: "Resume" }).click();
  await expectShown(dialog(page).getByText("Roster is not responding"));
  await expectShown(dialog(page).getByText("1,000 users removed"));
  await dialog(page).getByRole("button", { name: "Resume" }).click();
  await expectShown(dialog(page).getByText("1,200 users removed"));
  expect((await directory.server.users.list({})).users).toEqual([]);
});

test("selected users are deactivated, and banned for a reason, and found by their status", async () => {
  await using dashboard = await openDashboard();
  const { page, test: directory } = dashboard;
  await addUsers(directory, 4);
  await dashboard.open("/users");
  const access = async (...[item, action, done]: [string, string, string]) => {
    await bar(page).getByRole("button", { name: "Access" }).click();
    await page.getByRole("menuitem", { name: item, exact: true }).click();
    if (item === "Ban") await dialog(page).getByLabel("Reason").fill("spam");
    await dialog(page).getByRole("button", { name: action }).click();
    await expectShown(dialog(page).getByText(done));
    await dialog(page).getByRole("button", { name: "Close" }).last().click();
    await dialog(page).waitFor({ state: "detached" });
  };
  await box(page, 0).click();
  await box(page, 1).click();
  await access("Deactivate", "Deactivate", "2 users deactivated");
  await box(page, 1).click();
  await box(page, 2).click();
  await access("Ban", "Ban", "2 users banned");
  await expectShown(page.getByRole("row", { name: idOf(0) }).getByText("Banned"));
  const { ban } = await directory.server.users.get({ id: idOf(2) });
  expect(ban).toMatchObject({ reason: "spam" });

  const expectStatus = async (status: string, indexes: readonly number[]) => {
    await page.getByLabel("Status", { exact: true }).selectOption(status);
    await expect.poll(() => page.locator("tbody a").allInnerTexts()).toEqual(indexes.map(idOf));
  };
  await expectStatus("Deactivated", [1, 0]);
  await expectStatus("Banned", [2, 0]);
  await expectStatus("Active", [3]);
  expect(new URL(page.url()).search).toBe("?status=active");
});

test("a different search clears the selection", async () => {
  await using dashboard = await openDashboard();
  const { page, test: directory } = dashboard;
  await addUsers(directory, 3);
  await dashboard.open("/users");
  await box(page, 1).click();
  await expectShown(bar(page).getByText("1 selected"));
  await page.getByLabel("Search users").fill(idOf(2));
  await page.getByLabel("Search users").press("Enter");
  await bar(page).waitFor({ state: "detached" });
  expect(await box(page, 2).isChecked()).toBe(false);
});
