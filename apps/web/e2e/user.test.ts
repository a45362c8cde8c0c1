import { parseJsonText } from "@roster/contract/json";
import { expect, test } from "vitest";
import { writeData } from "./editor";
import { expectShown } from "./expect-shown";
import { openDashboard, useBrowser } from "./testing";

useBrowser();

test("saving replaces the data and increments the version", async () => {
  await using dashboard = await openDashboard();
  const { page, test: directory } = dashboard;
  await directory.server.users.add({ id: "ada", data: { name: "Ada", born: 1815 } });
  await dashboard.open("/users/ada");
  await page.getByRole("button", { name: "Edit" }).click();
  await writeData(page, '{ "name": "Ada Lovelace" }');
  await page.getByRole("button", { name: "Save" }).click();
  await expectShown(page.getByText("ada is now version 2."));
  expect(await page.getByLabel("Data as JSON").innerText()).toBe('{\n  "name": "Ada Lovelace"\n}');
  const user = await directory.server.users.get({ id: "ada" });
  expect(user).toMatchObject({ data: { name: "Ada Lovelace" }, version: 2 });
});

test("rejects what cannot be stored at its position, and changes nothing", async () => {
  await using dashboard = await openDashboard();
  const { page, test: directory } = dashboard;
  const { user } = await directory.server.users.add({ id: "ada", data: { account: 1 } });
  await dashboard.open("/users/ada");
  await page.getByRole("button", { name: "Edit" }).click();
  await writeData(page, '{\n"account": 1e400,\n"a": 1,\n"a": 2 }');
  await page.getByRole("button", { name: "Save" }).click();
  await expectShown(page.getByText(/^Line 2, column 12: account: the number 1e400/));
  await expectShown(page.getByText("Line 4, column 6: a: duplicate key"));
  expect(await directory.server.users.get({ id: "ada" })).toEqual(user);
});

test("shows errors that only the server can detect below the editor", async () => {
  await using dashboard = await openDashboard();
  const { page, test: directory } = dashboard;
  await directory.server.users.add({ id: "ada", data: {} });
  await dashboard.open("/users/ada");
  await page.getByRole("button", { name: "Edit" }).click();
  await writeData(page, JSON.stringify({ text: "x".repeat(65_536) }));
  await page.getByRole("button", { name: "Save" }).click();
  await expectShown(page.getByText("The user's data has 65547 bytes; at most 65536 are allowed"));
});

test("keys that JavaScript treats specially survive display and editing", async () => {
  await using dashboard = await openDashboard();
  const { page, test: directory } = dashboard;
  const text = '{"__proto__":{"a":1},"constructor":null,"z":"$1","a":"1e3"}';
  await directory.server.users.add({ id: "odd", data: JSON.parse(text) });
  await dashboard.open("/users/odd");
  const shown = await page.getByLabel("Data as JSON").innerText();
  expect(JSON.stringify(JSON.parse(shown))).toBe(text);
  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByRole("textbox", { name: "Data" }).press("ControlOrMeta+End");
  await page.keyboard.insertText("\n");
  await page.getByRole("button", { name: "Save" }).click();
  await expectShown(page.getByText("odd is still version 1."));
  await page.getByRole("button", { name: "Edit" }).click();
  const edited = text.replace("$1", "$2");
  await writeData(page, edited);
  await page.getByRole("button", { name: "Save" }).click();
  await expectShown(page.getByText("odd is now version 2."));
  expect((await directory.raw.users.get({ id: "odd" })).data.text).toBe(edited);
});

test("numbers and the order of keys survive display and editing", async () => {
  await using dashboard = await openDashboard();
  const { page, test: directory } = dashboard;
  const text = '{"n":9223372036854775807,"one":1.0,"10":1,"2":2}';
  const indented = '{\n  "n": 9223372036854775807,\n  "one": 1.0,\n  "10": 1,\n  "2": 2\n}';
  await directory.server.users.add({ id: "ada", data: parseJsonText(text) });
  const stored = async () => (await directory.raw.users.get({ id: "ada" })).data.text;
  await dashboard.open("/users/ada");
  expect(await page.getByLabel("Data as JSON").innerText()).toBe(indented);
  await page.getByRole("button", { name: "Edit" }).click();
  await writeData(page, indented.replace("1.0", "-1.50e3"));
  await page.getByRole("button", { name: "Save" }).click();
  await expectShown(page.getByText("ada is now version 2."));
  expect(await page.getByLabel("Data as JSON").innerText()).toContain("-1.50e3");
  expect(await stored()).toBe(text.replace("1.0", "-1.50e3"));

  // Another page loads it in the browser, as the list does.
  await page.getByRole("link", { name: "Users", exact: true }).click();
  await expectShown(page.getByRole("table").getByText("9223372036854775807").last());
  await page.getByRole("link", { name: "ada" }).click();
  await expectShown(page.getByLabel("Data as JSON").getByText("9223372036854775807"));
});

test("cancelling an edit changes nothing", async () => {
  await using dashboard = await openDashboard();
  const { page, test: directory } = dashboard;
  const { user } = await directory.server.users.add({ id: "ada", data: { name: "Ada" } });
  await dashboard.open("/users/ada");
  await page.getByRole("button", { name: "Edit" }).click();
  await writeData(page, "{}");
  await page.getByRole("button", { name: "Cancel" }).click();
  expect(await page.getByLabel("Data as JSON").innerText()).toContain("Ada");
  expect(await directory.server.users.get({ id: "ada" })).toEqual(user);
});

test("a removed user can be restored from its toast and from the trash, until it is removed for good", async () => {
  await using dashboard = await openDashboard();
  const { page, test: directory } = dashboard;
  await directory.server.users.add({ id: "ada", data: { name: "Ada", born: 1815 } });
  await dashboard.open("/users/ada");
  const dialog = page.getByRole("alertdialog", { name: "Remove this user?" });
  const moveToTrash = async () => {
    await expectShown(page.locator("time[title]").first()); // hydrated
    await page.getByRole("button", { name: "Remove" }).click();
    await dialog.getByRole("button", { name: "Move to trash" }).click();
    await page.waitForURL("**/users");
    await expectShown(page.getByText("ada can be restored from the trash."));
  };
  await page.getByRole("button", { name: "Remove" }).click();
  await dialog.getByText("Remove for good").first().click();
  await expectShown(dialog.getByText("all its data (name, born)"));
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.waitFor({ state: "hidden" });
  expect((await directory.server.users.get({ id: "ada" })).version).toBe(1);

  await moveToTrash();
  await expectShown(page.getByText("No users yet"));
  expect((await directory.server.users.list({})).users).toEqual([]);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("link", { name: "ada" }).click();
  await expectShown(page.getByLabel("Data as JSON").getByText("1815"));

  await page.goto("/users/ada");
  await moveToTrash();
  await page.getByRole("link", { name: "Trash" }).click();
  await expectShown(page.getByRole("heading", { name: "Trash" }));
  await page.getByRole("link", { name: "ada" }).click();
  await page.getByRole("button", { name: "Restore" }).click();
  await expectShown(page.getByText("ada is back."));
  expect((await directory.server.users.get({ id: "ada" })).data).toEqual({
    name: "Ada",
    born: 1815,
  });

  await directory.server.users.remove({ id: "ada", mode: "soft" });
  await page.goto("/users/ada");
  await expectShown(page.locator("time[title]").first());
  expect(await page.getByRole("button", { name: "Edit" }).count()).toBe(0);
  await page.getByRole("button", { name: "Remove for good" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove for good" }).click();
  await expectShown(page.getByText("The trash is empty"));
  const left = directory.server.users.get({ id: "ada", includeDeleted: true });
  await expect(left).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a user is deactivated, banned and signed out everywhere, and let in again", async () => {
  await using dashboard = await openDashboard();
  const { page, test: directory } = dashboard;
  await directory.server.users.add({ id: "ada" });
  await dashboard.open("/users/ada");
  const access = async (item: string) => {
    await page.getByRole("button", { name: "Access" }).click();
    await page.getByRole("menuitem", { name: item }).click();
  };
  const stored = () => directory.server.users.get({ id: "ada" });

  await access("Deactivate");
  await page.getByRole("alertdialog").getByRole("button", { name: "Deactivate user" }).click();
  await expectShown(page.getByText(/^Deactivated just now/));
  expect((await stored()).status).toBe("deactivated");
  await page.getByRole("button", { name: "Undo" }).click();
  await expectShown(page.getByText("ada is active again."));
  expect((await stored()).status).toBe("active");

  await access("Ban");
  const form = page.getByRole("dialog", { name: "Ban this user?" });
  await form.getByLabel("Ends").selectOption("At a date and time");
  await form.getByLabel("End of the ban").fill("2020-01-01T00:00");
  await form.getByRole("button", { name: "Ban user" }).click();
  await expectShown(form.getByText("Choose a time in the future"));
  await form.getByLabel("End of the ban").fill("2199-01-01T00:00");
  await form.getByLabel("Reason").fill("spam");
  await form.getByRole("button", { name: "Ban user" }).click();
  await expectShown(page.getByText(/^Banned until Jan 1, 2199/));
  await expectShown(page.getByText("Reason: spam"));
  expect((await stored()).ban).toMatchObject({ reason: "spam" });
  await access("Change ban");
  const change = page.getByRole("dialog", { name: "Change the ban" });
  expect(await change.getByLabel("End of the ban").inputValue()).toBe("2199-01-01T00:00");
  await change.getByLabel("Ends").selectOption("Never, until unbanned");
  await change.getByRole("button", { name: "Save ban" }).click();
  await expectShown(page.getByText("Banned without an end"));
  expect((await stored()).ban).toMatchObject({ until: null, reason: "spam" });
  await page.getByRole("button", { name: "Unban" }).click();
  await expectShown(page.getByText("ada is no longer banned."));
  expect((await stored()).ban).toBeNull();

  await access("Sign out everywhere");
  await page.getByRole("alertdialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await expectShown(page.getByText(/Tokens are rejected if they were issued before/));
  expect((await stored()).tokensValidAfter).toBeDefined();
});

test("an unknown id shows a not-found page", async () => {
  await using dashboard = await openDashboard();
  await dashboard.open("/users/nobody");
  await expectShown(dashboard.page.getByText("User not found"));
});

test("leaving unsaved changes by a link or back asks first", async () => {
  await using dashboard = await openDashboard();
  const { page, test: directory } = dashboard;
  await directory.server.users.add({ id: "ada", data: { name: "Ada" } });
  await dashboard.open("/users");
  await page.getByRole("link", { name: "ada", exact: true }).click();
  await page.getByRole("button", { name: "Edit" }).click();
  await writeData(page, '{"name": "Ada Lovelace"}');
  const dialog = page.getByRole("alertdialog", { name: "Leave without saving?" });
  await page.getByRole("link", { name: "Connect" }).click();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.waitFor({ state: "hidden" });
  await expectShown(page.getByRole("textbox", { name: "Data" }).getByText("Ada Lovelace"));
  await page.evaluate(() => history.back());
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.waitFor({ state: "hidden" });
  expect(page.url()).toContain("/users?user=ada");
  await page.getByRole("link", { name: "Connect" }).click();
  await dialog.getByRole("button", { name: "Leave" }).click();
  await page.waitForURL("**/connect");
});

test("a user is copied, shown as raw JSON, fetched by code in each language, and duplicated", async () => {
  await using dashboard = await openDashboard({
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const { page, test: directory } = dashboard;
  const { user } = await directory.server.users.add({ id: "ada", data: { name: "Ada" } });
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await dashboard.open("/users/ada");
  await page.getByRole("button", { name: "Copy creation time" }).click();
  await expectShown(page.getByText("Copied").first());
  expect(await copied()).toBe(user.createdAt);

  await page.getByRole("tab", { name: "Raw JSON" }).click();
  expect(JSON.parse(await page.getByLabel("User as JSON").innerText())).toEqual(user);
  await page.getByRole("tab", { name: "Code" }).click();
  const language = page.getByLabel("Fetch this user with");
  const languages = await language.locator("option").allInnerTexts();
  expect(languages).toHaveLength(9);
  for (const name of languages) {
    await language.selectOption(name);
    const code = await page.getByLabel(`${name} snippet`, { exact: true }).innerText();
    expect({ name, isOfAda: code.includes("ada"), code: code.replaceAll(/\D/g, "") }).toMatchObject(
      {
        name,
        isOfAda: true,
        code: expect.stringContaining("8000"),
      },
    );
  }
  await language.selectOption("curl");
  await page.getByRole("button", { name: "Copy the curl snippet" }).click();
  expect(await copied()).toContain("/trpc/users.get?input=");

  await page.getByRole("link", { name: "Duplicate" }).click();
  await page.waitForURL("**/add-user?from=ada");
  await page.getByLabel("ID", { exact: true }).fill("grace");
  await page.getByRole("button", { name: "Add and start another" }).click();
  const added = page.getByRole("list", { name: "Recently added" });
  await expectShown(added.getByText("created"));
  expect((await directory.server.users.get({ id: "grace" })).data).toEqual(user.data);
  await page.getByLabel("ID", { exact: true }).fill("grace");
  await page.getByRole("switch", { name: "Get or create" }).click();
  await page.getByRole("button", { name: "Add and start another" }).click();
  await expectShown(added.getByText("already existed: version 1"));
  await added.getByRole("link", { name: "grace" }).first().click();
  await page.waitForURL("**/users/grace");
});
