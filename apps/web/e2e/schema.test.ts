import { backends } from "@roster/api/testing";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { expectShown } from "./expect-shown";
import { openTestApp } from "./test-app";
import { openDashboard, useBrowser } from "./testing";

useBrowser();

async function writeSchema(page: Page, schema: unknown): Promise<void> {
  const editor = page.getByRole("textbox", { name: "JSON Schema" });
  await editor.click();
  await editor.press("ControlOrMeta+a");
  await page.keyboard.insertText(typeof schema === "string" ? schema : JSON.stringify(schema));
}

const strict = { type: "object", properties: { seats: { type: "integer" } }, required: ["seats"] };
const open = { type: "object", properties: { seats: { type: "integer" } } };

describe.each(backends)("the schema page on %s", (backend) => {
  test("checks, rejects, activates, compares and removes schemas", async () => {
    const directory = await openTestApp(backend);
    await directory.server.users.add({ id: "ada", data: { seats: "many" } });
    await directory.server.users.add({ id: "grace", data: { seats: 1 } });
    await using dashboard = await openDashboard({}, directory);
    const { page } = dashboard;
    const activate = page.getByRole("button", { name: "Activate" });
    const violations = page.getByRole("list", { name: "Users that violate the schema" });
    const activeSchema = () => directory.server.apps.getDataSchema();
    await dashboard.open("/users");
    await page.getByRole("link", { name: "Schema" }).click();
    await page.getByRole("button", { name: "Write a schema" }).click();

    await writeSchema(page, '{\n"type": "strin" }');
    await page.getByRole("button", { name: "Check stored users" }).click();
    await expectShown(page.getByText(/^Line 2, column 9: type: must be one of/));
    await writeSchema(page, strict);
    await page.getByRole("button", { name: "Check stored users" }).click();
    await expectShown(page.getByText("1 of 2 stored users violates the schema."));
    await expectShown(violations.getByText("data.seats must be integer"));
    expect(await activeSchema()).toBeNull();

    await writeSchema(page, open);
    await violations.waitFor({ state: "detached" });
    await activate.click();
    await expectShown(violations.getByRole("link", { name: "ada" }));
    expect(await activeSchema()).toBeNull();
    await page.getByRole("switch", { name: "New writes only" }).click();
    await activate.click();
    await expectShown(page.getByText("Version 1 now applies to users."));
    expect(await activeSchema()).toMatchObject({ schema: open, appliesTo: "newWrites" });
    await expectShown(page.getByRole("cell", { name: "integer" }));
    await page.getByRole("button", { name: "Check stored users" }).click();
    await expectShown(violations.getByRole("link", { name: "ada" }));

    await directory.server.users.update({ id: "ada", data: { seats: 2 } });
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    await writeSchema(page, strict);
    await activate.click();
    await expectShown(page.getByText("Version 2 now applies to users."));
    expect(await activeSchema()).toMatchObject({ schema: strict, appliesTo: "allUsers" });
    await page.getByRole("button", { name: "Show changes of version 2" }).click();
    const difference = page
      .getByLabel("Changes of version 2", { exact: true })
      .locator(".cm-changedLine");
    await expectShown(difference.getByText('"required"'));

    await page.getByRole("button", { name: "Remove" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Remove schema" }).click();
    await expectShown(page.getByText("Data is free-form", { exact: true }));
    await expectShown(page.getByRole("list", { name: "Versions" }).getByText("Version 3"));
    expect(await activeSchema()).toBeNull();
  });
});
