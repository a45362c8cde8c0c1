import { readFile } from "node:fs/promises";
import { backends } from "@roster/api/testing";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { expectShown } from "./expect-shown";
import { openTestApp } from "./test-app";
import { openDashboard, useBrowser } from "./testing";

useBrowser();

const chooseFile = (page: Page, name: string, text: string) =>
  page
    .getByLabel("File of users")
    .setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

/** "Created" → "2" */
async function readCounts(page: Page): Promise<Record<string, string>> {
  const rows = page.getByLabel("Lines by result").locator("div");
  const texts = await rows.evaluateAll((divs) =>
    divs.map((div) => [div.querySelector("dt")?.textContent, div.querySelector("dd")?.textContent]),
  );
  return Object.fromEntries(texts) as Record<string, string>;
}

describe.each(backends)("on %s", (backend) => {
  test("maps a CSV file, imports it after a dry run, and offers the rejected lines for download", async () => {
    const directory = await openTestApp(backend);
    await directory.server.users.add({ id: "bob", data: { name: "Bob" } });
    await using dashboard = await openDashboard({}, directory);
    const { page } = dashboard;
    await dashboard.open("/import");
    await chooseFile(
      page,
      "people.csv",
      "Login,Full name,City,Note\nada,Ada,London,x\nbob,Bob,Rome,\na b,Nobody,,\n",
    );
    await expectShown(page.getByText('No "id" column found'));
    await page.getByLabel("Target of Login").selectOption("ID");
    await page.getByLabel("Target of City").selectOption("Data path");
    await page.getByLabel("Data path of City").fill("address.city");
    await page.getByLabel("Target of Note").selectOption("Ignore");
    const shown = page.getByLabel("First lines of the file");
    await expectShown(shown.getByText('{"Full name":"Ada","address":{"city":"London"}}'));
    await expectShown(shown.getByText("id must be 1 to 255 letters"));

    await page.getByRole("button", { name: "Dry run" }).click();
    await expectShown(page.getByRole("heading", { name: "Dry run: nothing has changed" }));
    expect(await readCounts(page)).toMatchObject({ "Would be created": "1" });
    expect((await directory.server.users.list({})).users).toHaveLength(1);
    await page.getByRole("button", { name: "Import now" }).click();
    await expectShown(page.getByRole("heading", { name: "Imported", exact: true }));
    expect(await readCounts(page)).toEqual({
      Created: "1",
      "Existing, unchanged": "0",
      Updated: "0",
      "Rejected: ID exists": "1",
      "Rejected: invalid": "1",
    });
    const data = { "Full name": "Ada", address: { city: "London" } };
    expect((await directory.server.users.get({ id: "ada" })).data).toEqual(data);

    const downloading = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download 2 rejected lines" }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe("people.csv.rejected.ndjson");
    const written = await readFile(await download.path(), "utf8");
    const rejected = written
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown);
    expect(rejected).toEqual([
      expect.objectContaining({ line: 3, status: "conflict", text: "bob,Bob,Rome," }),
      expect.objectContaining({ line: 4, status: "invalid" }),
    ]);
    await page.getByRole("link", { name: "Back to users", exact: true }).click();
    await expectShown(page.getByRole("link", { name: "ada", exact: true }));
  });
});

test("imports a dropped file with its times, and keeps or updates existing users", async () => {
  await using dashboard = await openDashboard();
  const { page, test: directory } = dashboard;
  const { user: bob } = await directory.server.users.add({ id: "bob", data: { n: 1 } });
  await dashboard.open("/import");
  const transfer = await page.evaluateHandle(() => {
    const dropped = new DataTransfer();
    const lines = ['{"id":"ada","data":{},"createdAt":"2020-01-02T03:04:05Z"}', '{"id":"bob"}', ""];
    dropped.items.add(new File([lines.join("\n")], "users.ndjson"));
    return dropped;
  });
  await page.getByText("Drop a file here").dispatchEvent("drop", { dataTransfer: transfer });
  await page.getByRole("radio", { name: "Keep" }).click();
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expectShown(page.getByRole("heading", { name: "Imported", exact: true }));
  expect(await readCounts(page)).toMatchObject({ Created: "1", "Existing, unchanged": "1" });
  const ada = await directory.server.users.get({ id: "ada" });
  expect(ada.createdAt).toMatch(/^2020-01-02T03:04:05/);
  expect(await directory.server.users.get({ id: "bob" })).toEqual(bob);

  await page.getByRole("button", { name: "Choose another file" }).click();
  await chooseFile(page, "users.ndjson", '{"id":"bob","data":{"n":2}}');
  await page.getByRole("radio", { name: "Update" }).click();
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expectShown(page.getByRole("heading", { name: "Imported", exact: true }));
  expect(await readCounts(page)).toMatchObject({ Updated: "1" });
  expect((await directory.server.users.get({ id: "bob" })).data).toEqual({ n: 2 });
});

test("asks before leaving a running import, which can be cancelled", async () => {
  await using dashboard = await openDashboard();
  const { page } = dashboard;
  await dashboard.open("/import");
  const lines = Array.from({ length: 5000 }, (_, index) => `{"id":"user-${index}"}`);
  await chooseFile(page, "users.ndjson", lines.join("\n"));
  // Calls without a response keep the import running.
  await page.route("**/api/trpc/users.import**", () => {});
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expectShown(page.getByRole("progressbar", { name: "Progress" }));
  await page.getByRole("link", { name: "Schema" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Leave during the import?" });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("main").getByRole("button", { name: "Cancel" }).click();
  await expectShown(page.getByRole("heading", { name: "Cancelled" }));
  await page.getByRole("button", { name: "Back" }).click();
  await expectShown(page.getByLabel("First lines of the file"));
});
