import { backends, type TestApi } from "@roster/api/testing";
import { parseJsonText } from "@roster/contract/json";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { personSchema } from "./person-schema";
import { writeData } from "./editor";
import { expectShown } from "./expect-shown";
import { openTestApp } from "./test-app";
import { openDashboard, useBrowser } from "./testing";

useBrowser();

const textOf = async ({ server }: TestApi, id: string) =>
  JSON.stringify((await server.users.get({ id })).data);

const choose = (page: Page, mode: "Form" | "JSON") =>
  page.getByRole("radio", { name: mode, exact: true }).click();

const messageOf = (page: Page, id: string) => page.locator(`[id="${id}-error"]`);

const expectFocus = (page: Page, id: string) => expectShown(page.locator(`[id="${id}"]:focus`));

describe.each(backends)("with a schema on %s", (backend) => {
  test("a user is edited in a form, and values that the form cannot represent are unchanged", async () => {
    const directory = await openTestApp(backend);
    await directory.server.apps.setDataSchema({ schema: personSchema });
    const limits = [1, 2.5];
    const odd = { b: 1, a: "x\r\ny" };
    const data = { odd, name: "Ada", limits, roles: ["admin", "author"], plan: "free", note: "n" };
    await directory.server.users.add({ id: "ada", data });
    await using dashboard = await openDashboard({}, directory);
    const { page } = dashboard;
    await dashboard.open("/users/ada");
    await page.getByRole("button", { name: "Edit" }).click();

    await page.getByLabel("Full name", { exact: true }).fill("Ada Lovelace");
    await page.getByLabel("plan", { exact: true }).selectOption("pro");
    await page.getByLabel("seats", { exact: true }).fill("12");
    await page.getByLabel("born", { exact: true }).fill("1815-12-10");
    await page.getByLabel("newsletter", { exact: true }).selectOption("false");
    await page.getByRole("button", { name: "Set referrer to null" }).click();
    await page.getByRole("button", { name: "Set address" }).click();
    await page.getByLabel("city", { exact: true }).fill("London");
    await page.getByRole("button", { name: "Remove roles 1" }).click();
    await page.getByRole("button", { name: "Add to roles" }).click();
    await page.getByLabel("roles 2", { exact: true }).fill("editor");
    await page.getByLabel("New key", { exact: true }).fill("trial");
    await page.getByLabel("Type of the new key", { exact: true }).selectOption("Boolean");
    await page.getByRole("button", { name: "Add key" }).click();
    await page.getByLabel("trial", { exact: true }).selectOption("true");
    await page.getByRole("button", { name: "Remove note" }).click();
    expect(await page.getByLabel("limits", { exact: true }).inputValue()).toContain("2.5");

    // An invalid number blocks switching to JSON and stays in the form.
    await page.getByLabel("seats", { exact: true }).fill("1e400");
    await choose(page, "JSON");
    await expectShown(messageOf(page, "data/seats").getByText("1e400"));
    await expectFocus(page, "data/seats");
    await page.getByLabel("seats", { exact: true }).fill("12");
    await choose(page, "JSON");
    await expectShown(page.getByRole("textbox", { name: "Data" }).getByText('"Ada Lovelace"'));
    await choose(page, "Form");
    expect(await page.getByLabel("seats", { exact: true }).inputValue()).toBe("12");

    await page.getByRole("button", { name: "Save" }).click();
    await expectShown(page.getByText("ada is now version 2."));
    expect(await textOf(directory, "ada")).toBe(
      JSON.stringify({
        odd,
        name: "Ada Lovelace",
        limits,
        roles: ["author", "editor"],
        plan: "pro",
        seats: 12,
        born: "1815-12-10",
        newsletter: false,
        referrer: null,
        address: { city: "London" },
        trial: true,
      }),
    );
  });

  test("a user is added with the form, and errors appear at their field or line", async () => {
    const directory = await openTestApp(backend);
    await directory.server.apps.setDataSchema({ schema: personSchema });
    await using dashboard = await openDashboard({}, directory);
    const { page } = dashboard;
    await dashboard.open("/add-user");
    await page.getByLabel("ID", { exact: true }).fill("ada");
    await page.getByLabel("plan", { exact: true }).selectOption("free");
    await page.getByLabel("email", { exact: true }).fill("ada");
    await page.getByRole("button", { name: "Add user" }).click();
    await expectShown(messageOf(page, "data/name").getByText("Is required"));
    await expectShown(messageOf(page, "data/email").getByText("Must match format"));
    await expectFocus(page, "data/name");

    await page.getByLabel("Full name", { exact: true }).fill("Ada");
    await choose(page, "JSON");
    await page.getByRole("button", { name: "Add user" }).click();
    await expectShown(page.getByText(/^Line \d, column \d+: email: must match format/));
    await writeData(page, '{"plan": "free", "name": "Ada", "z": [{"n": 1}], "a": 1}');
    await page.getByRole("button", { name: "Format" }).click();
    await expectShown(page.getByRole("textbox", { name: "Data" }).getByText('"n": 1'));
    await choose(page, "Form");
    await page.getByLabel("email", { exact: true }).fill("ada@example.com");
    await page.getByRole("button", { name: "Add user" }).click();
    await page.waitForURL("**/users/ada");
    expect(await textOf(directory, "ada")).toBe(
      '{"plan":"free","name":"Ada","z":[{"n":1}],"a":1,"email":"ada@example.com"}',
    );
  });
});

test("editing one field keeps the tokens of all others, and shows numbers as they are stored", async () => {
  const directory = await openTestApp();
  await directory.server.apps.setDataSchema({
    schema: { type: "object", properties: { n: { type: "integer" }, one: { type: "number" } } },
  });
  const text = '{"n":9223372036854775807,"one":1.0,"10":1,"2":2}';
  await directory.server.users.add({ id: "ada", data: parseJsonText(text) });
  const stored = async () => (await directory.raw.users.get({ id: "ada" })).data.text;
  await using dashboard = await openDashboard({}, directory);
  const { page } = dashboard;
  await dashboard.open("/users/ada");

  await page.getByRole("button", { name: "Edit" }).click();
  const [n, one] = ["n", "one"].map((name) => page.getByLabel(name, { exact: true }));
  expect(await n?.inputValue()).toBe("9223372036854775807");
  expect(await one?.inputValue()).toBe("1.0");
  await page.getByLabel("10", { exact: true }).fill("7");
  await page.getByRole("button", { name: "Save" }).click();
  await expectShown(page.getByText("ada is now version 2."));
  expect(await stored()).toBe(text.replace('"10":1', '"10":7'));

  await page.getByRole("button", { name: "Edit" }).click();
  await n?.fill("9223372036854775806");
  await page.getByRole("button", { name: "Save" }).click();
  await expectShown(page.getByText("ada is now version 3."));
  expect(await stored()).toBe('{"n":9223372036854775806,"one":1.0,"10":7,"2":2}');
});
