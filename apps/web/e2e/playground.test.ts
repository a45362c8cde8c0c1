import { backends } from "@roster/api/testing";
import { describe, expect, test } from "vitest";
import { expectShown } from "./expect-shown";
import { openTestApp } from "./test-app";
import { openDashboard, useBrowser } from "./testing";

useBrowser();

describe.each(backends)("the playground on %s", (backend) => {
  test("runs a procedure with the input from its form, and shows the result", async () => {
    const directory = await openTestApp(backend);
    await using dashboard = await openDashboard({}, directory);
    const { page } = dashboard;
    await dashboard.open("/playground");
    await page.getByRole("button", { name: "users.add", exact: true }).click();
    await page.getByRole("textbox", { name: "id", exact: true }).fill("hedy");
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await expectShown(page.getByText("OK", { exact: true }));
    await expectShown(page.getByText(/^Request /));
    const user = await directory.server.users.get({ id: "hedy" });
    expect(user.data).toEqual({ name: "John Doe", occupation: "Software Engineer" });
    const code = await page.getByLabel("TypeScript snippet", { exact: true }).innerText();
    expect(code).toContain('roster.trpc.users.add.mutate({\n  "id": "hedy"');
    expect(await page.getByLabel("curl snippet", { exact: true }).innerText()).toContain(
      "/trpc/users.add",
    );

    await page.getByRole("button", { name: "Run", exact: true }).click();
    await expectShown(page.getByText("CONFLICT", { exact: true }));
    await expectShown(page.getByText("User hedy already exists", { exact: true }));
  });

  test("asks before running a destructive procedure", async () => {
    const directory = await openTestApp(backend);
    await directory.server.users.add({ id: "john-doe" });
    await using dashboard = await openDashboard({}, directory);
    const { page } = dashboard;
    await dashboard.open("/playground?procedure=users.remove");
    await page.getByRole("button", { name: "Run", exact: true }).click();
    const question = page.getByRole("alertdialog", { name: "Run users.remove?" });
    await question.getByRole("button", { name: "Cancel" }).click();
    await directory.server.users.get({ id: "john-doe" });
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await question.getByRole("button", { name: "Run it" }).click();
    await expectShown(page.getByText("OK", { exact: true }));
    expect((await directory.server.users.list({})).users).toEqual([]);
  });
});

test("a link opens a procedure, and a reload restores its last input", async () => {
  await using dashboard = await openDashboard();
  const { page } = dashboard;
  await dashboard.open("/playground?procedure=users.get");
  await expectShown(page.getByRole("heading", { name: "users.get" }));
  await page.getByRole("textbox", { name: "id", exact: true }).fill("nobody");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expectShown(page.getByText("NOT_FOUND", { exact: true }));
  await page.reload();
  await expect
    .poll(() => page.getByRole("textbox", { name: "id", exact: true }).inputValue())
    .toBe("nobody");
  await page.getByRole("button", { name: "Reset to the example" }).click();
  expect(await page.getByRole("textbox", { name: "id", exact: true }).inputValue()).toBe(
    "john-doe",
  );
});

test("lists every procedure of the router", async () => {
  await using dashboard = await openDashboard();
  const { page, test: directory } = dashboard;
  await dashboard.open("/playground");
  const list = page.getByRole("navigation", { name: "Procedures" }).getByRole("button");
  await expectShown(list.first());
  expect(await list.count()).toBe(Object.keys(directory.api.router._def.procedures).length);
});
