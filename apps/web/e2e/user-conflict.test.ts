import { backends } from "@roster/api/testing";
import { describe, expect, test } from "vitest";
import { personSchema } from "./person-schema";
import { writeData } from "./editor";
import { expectShown } from "./expect-shown";
import { openTestApp } from "./test-app";
import { openContext, openDashboard, useBrowser } from "./testing";

useBrowser();

describe.each(backends)("two browsers editing one user on %s", (backend) => {
  test("see both changes, and no change is lost silently", async () => {
    const directory = await openTestApp(backend);
    const data = { name: "Ada", plan: "free", seats: 1, note: "n" };
    await directory.server.apps.setDataSchema({ schema: personSchema });
    await directory.server.users.add({ id: "ada", data });
    await using dashboard = await openDashboard({}, directory);
    await using context = await openContext({ baseURL: dashboard.url });
    const { page: first } = dashboard;
    const second = await context.newPage();
    await dashboard.open("/users/ada");
    await dashboard.authenticate(context);
    await second.goto("/users/ada");
    for (const page of [first, second]) await page.getByRole("button", { name: "Edit" }).click();

    await first.getByLabel("Full name", { exact: true }).fill("Ada of the first");
    await first.getByLabel("seats", { exact: true }).fill("2");
    await second.getByLabel("Full name", { exact: true }).fill("Ada of the second");
    await second.getByLabel("plan", { exact: true }).selectOption("pro");
    await first.getByRole("button", { name: "Save" }).click();
    await expectShown(first.getByText("ada is now version 2."));
    await second.getByRole("button", { name: "Save" }).click();

    await expectShown(second.getByRole("heading", { name: "Version 2 was saved in the meantime" }));
    const differences = second.getByRole("list", { name: "Differences" }).getByRole("listitem");
    const told = (await differences.locator("legend").allInnerTexts()).map((text) =>
      text.replaceAll(/\s+/g, " ").trim(),
    );
    expect(told).toEqual([
      'name changed by both; it was "Ada"',
      'plan changed by you; it was "free"',
      "seats changed by them; it was 1",
    ]);
    const save = second.getByRole("button", { name: "Save result" });
    expect(await save.isDisabled()).toBe(true); // a value that both changed has no default
    expect((await directory.server.users.get({ id: "ada" })).version).toBe(2);

    // A third change, while the second browser still chooses, is shown as well.
    await directory.server.users.patch({ id: "ada", set: { note: "third" } });
    await second.getByRole("radio", { name: "Yours" }).first().check();
    await save.click();
    await expectShown(second.getByRole("heading", { name: "Version 3 was saved in the meantime" }));
    await second.getByRole("button", { name: "Save result" }).click();
    await expectShown(second.getByText("ada is now version 4."));
    expect((await directory.server.users.get({ id: "ada" })).data).toEqual({
      name: "Ada of the second",
      plan: "pro",
      seats: 2,
      note: "third",
    });
  });

  test("can keep either side, and a changed user is not removed before its changes are shown", async () => {
    const directory = await openTestApp(backend);
    await directory.server.users.add({ id: "ada", data: { n: 0 } });
    await using dashboard = await openDashboard({}, directory);
    const { page } = dashboard;
    const edit = async (text: string, version: number) => {
      await page.getByRole("button", { name: "Edit" }).click();
      await writeData(page, text);
      await directory.server.users.update({ id: "ada", data: { n: version } });
      await page.getByRole("button", { name: "Save" }).click();
      await expectShown(page.getByText(`Version ${version} was saved in the meantime`));
    };
    await dashboard.open("/users/ada");
    await edit('{"mine": 1}', 2);
    await page.getByRole("button", { name: "Take theirs" }).click();
    await expectShown(page.getByText("is still version 2"));
    expect(await page.getByLabel("Data as JSON").innerText()).toContain('"n": 2');

    await edit('{"mine": 2}', 3);
    await page.getByRole("button", { name: "Edit result" }).click();
    await writeData(page, '{"mine": 3}');
    await page.getByRole("button", { name: "Save" }).click();
    await expectShown(page.getByText("ada is now version 4."));
    expect((await directory.server.users.get({ id: "ada" })).data).toEqual({ mine: 3 });

    await directory.server.users.update({ id: "ada", data: { late: true } });
    await page.getByRole("button", { name: "Remove" }).click();
    const dialog = page.getByRole("alertdialog");
    await dialog.getByText("Remove for good").first().click();
    await dialog.getByRole("button", { name: "Remove for good" }).click();
    await expectShown(dialog.getByText("User ada is at version 5"));
    await expectShown(dialog.getByText("all its data (late)"));
    await dialog.getByRole("button", { name: "Remove for good" }).click();
    await page.waitForURL("**/users");
  });
});
