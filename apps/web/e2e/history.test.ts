import { parseJsonText } from "@roster/contract/json";
import { expect, test } from "vitest";
import { expectShown } from "./expect-shown";
import { openDashboard, useBrowser } from "./testing";

useBrowser();

test("a user's history shows what each change did, and restores an earlier version exactly", async () => {
  await using dashboard = await openDashboard();
  const { page, test: directory } = dashboard;
  const text = '{"plan":"free","n":9223372036854775807,"one":1.0}';
  await directory.server.users.add({ id: "ada", data: parseJsonText(text) });
  await directory.server.users.patch({ id: "ada", set: { plan: "pro" }, unset: ["n"] });
  await dashboard.open("/users/ada");
  await page.getByRole("tab", { name: "History" }).click();
  const changes = page.getByRole("list", { name: "Changes", exact: true });
  const paths = changes.getByRole("list", { name: "Changed paths" }).getByRole("listitem");
  await expect.poll(() => paths.allInnerTexts()).toEqual(["data.plan", "data.n"]);
  await changes.getByRole("button", { name: "Details of Updated ada version 2" }).click();
  const removed = changes.locator(".cm-deletedChunk");
  await expectShown(removed.getByText("9223372036854775807"));
  // The newest version is the current one.
  expect(await changes.getByRole("button", { name: "Restore" }).count()).toBe(0);

  await changes.getByRole("button", { name: "Details of Added ada version 1" }).click();
  await changes.getByRole("button", { name: "Restore this version" }).click();
  const dialog = page.getByRole("dialog", { name: "Restore version 1?" });
  await expectShown(dialog.locator(".cm-changedLine").getByText("9223372036854775807"));
  await dialog.getByRole("button", { name: "Restore this version" }).click();
  await expectShown(page.getByText("ada is now version 3."));
  await expectShown(page.getByTitle("Copy version").getByText("3", { exact: true }));
  await expectShown(changes.getByText("to the data of version 1"));
  expect((await directory.raw.users.get({ id: "ada" })).data.text).toBe(text);
});

test("the audit log is filtered by user, actor, type and time, and read page by page", async () => {
  await using dashboard = await openDashboard();
  const { page, test: directory } = dashboard;
  const users = Array.from({ length: 26 }, (_, index) => ({ id: `u${index}`, data: { index } }));
  await directory.server.users.addMany({ users });
  await directory.server.users.patch({ id: "u3", set: { name: "Ada" } });
  await dashboard.open("/settings");
  await expectShown(page.getByText("27", { exact: true }));
  await page.getByLabel("Without data").check();
  await page.locator("form").getByRole("button", { name: "Save" }).click();
  await expectShown(page.getByText("History is now set to: Without data."));

  await page.getByRole("link", { name: "Audit log" }).click();
  const entries = page.getByRole("list", { name: "Entries" }).locator("> li");
  /** How the first entries begin. */
  const expectEntries = (beginnings: readonly string[]) =>
    expect
      .poll(async () => {
        const texts = await entries.allInnerTexts();
        return beginnings.map(({ length }, index) =>
          texts[index]?.replaceAll(/\s+/g, " ").slice(0, length),
        );
      })
      .toEqual(beginnings);
  await expectShown(entries.getByText("History setting changed"));
  await entries.getByRole("link", { name: "Test", exact: true }).first().click();
  await page.waitForURL("**/audit?actor=*");
  await page.getByRole("button", { name: "Older" }).click();
  await expect.poll(() => entries.count()).toBe(2);
  await page.getByRole("button", { name: "Newest" }).click();
  await expect.poll(() => entries.count()).toBe(25);
  await expectEntries(["Updated u3 version 2"]);

  await page.getByLabel("User", { exact: true }).fill("u3");
  await page.getByRole("button", { name: "Filter" }).click();
  await expectEntries(["Updated u3 version 2", "Added u3 version 1"]);
  await page.getByRole("button", { name: "All types" }).click();
  await page.getByLabel("Updated", { exact: true }).check();
  await page.getByRole("button", { name: "Filter" }).click();
  await expect.poll(() => entries.count()).toBe(1);
  await page.reload();
  await expectEntries(["Updated u3"]);
  expect(await entries.count()).toBe(1);
  await page.goBack();
  await expectEntries(["Updated u3", "Added u3"]);

  // After Back across a reload, Next requests the page again, and meanwhile drops what changes the URL.
  await page.reload();
  await expectEntries(["Updated u3", "Added u3"]);
  await page.getByLabel("Before").fill("2026-01-01T00:00");
  await page.getByRole("button", { name: "Filter" }).click();
  await expectShown(page.getByText("No entries match"));
  await page.getByRole("button", { name: "Clear" }).click();
  await expectShown(entries.getByText("History setting changed"));
});
