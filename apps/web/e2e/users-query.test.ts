import { backends } from "@roster/api/testing";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { expectShown } from "./expect-shown";
import { openTestApp } from "./test-app";
import { type Dashboard, openDashboard, useBrowser } from "./testing";

useBrowser();

/** Ada and grace are engineers, zoe is a painter; they were added in this order. */
async function openPeople(backend: (typeof backends)[number]): Promise<Dashboard> {
  const directory = await openTestApp(backend);
  const people = [
    { id: "ada", data: { occupation: "Engineer", age: 36, address: { city: "London" } } },
    { id: "grace", data: { occupation: "Engineer", age: 85, address: { city: "Arlington" } } },
    { id: "zoe", data: { occupation: "Painter", age: 36 } },
  ];
  for (const person of people) await directory.server.users.add(person);
  return openDashboard({}, directory);
}

/** Waits until the table shows these users, in this order. */
const expectUsers = (page: Page, ids: readonly string[]) =>
  expect.poll(() => page.locator("tbody a").allInnerTexts(), { timeout: 15_000 }).toEqual(ids);

describe.each(backends)("on %s", (backend) => {
  test("search, filter and order are applied by the server, and stored in the URL", async () => {
    await using dashboard = await openPeople(backend);
    const { page } = dashboard;
    await dashboard.open("/users");
    await expectShown(page.getByText("3users", { exact: true }));

    // Searches during typing; the clear button keeps the focus in the box.
    const search = page.getByRole("searchbox", { name: "Search users" });
    await search.pressSequentially("gra");
    await expectUsers(page, ["grace"]);
    await expectShown(page.getByText("1user found", { exact: true }));
    await page.getByRole("button", { name: "Clear the search" }).click();
    await expectUsers(page, ["zoe", "grace", "ada"]);
    expect(await search.evaluate((element) => element === document.activeElement)).toBe(true);

    // A header sorts ascending, then descending; the URL can hold several sort keys.
    const byId = page.getByRole("button", { name: "ID", exact: true });
    await byId.click();
    await expectUsers(page, ["ada", "grace", "zoe"]);
    await byId.click();
    await expectUsers(page, ["zoe", "grace", "ada"]);
    expect(await page.locator('th[data-column="id"]').getAttribute("aria-sort")).toBe("descending");
    await page.goto("/users?sort=data.age&sort=-id");
    await expectUsers(page, ["zoe", "ada", "grace"]);

    // Enter applies a filter; a link shows the same; back and forward move through queries.
    const filter = page.getByRole("combobox", { name: "Filter users" });
    await filter.fill('data.occupation = "Engineer" and data.age < 40');
    await filter.press("Enter");
    await expectUsers(page, ["ada"]);
    const other = await page.context().newPage();
    await other.goto(page.url());
    expect(await other.locator("tbody a").allInnerTexts()).toEqual(["ada"]);
    await page.goBack();
    await expectUsers(page, ["zoe", "ada", "grace"]);
    expect(await filter.inputValue()).toBe("");
    await page.goForward();
    await expectUsers(page, ["ada"]);
    expect(await filter.inputValue()).toBe('data.occupation = "Engineer" and data.age < 40');

    // No results: clear the query.
    await search.fill("nobody at all");
    await expectShown(page.getByText("No users found"));
    await page.getByRole("button", { name: "Clear search" }).click();
    await page.getByRole("button", { name: "Clear the filter" }).click();
    await expectUsers(page, ["zoe", "ada", "grace"]);
  });
});

test("suggests filter completions from the schema and the users, using only the keyboard", async () => {
  await using dashboard = await openPeople("sqlite");
  const { page, test: directory } = dashboard;
  const occupation = { type: "string", enum: ["Engineer", "Painter"] };
  await directory.server.apps.setDataSchema({
    schema: { type: "object", properties: { occupation, badge: { type: "integer" } } },
  });
  await dashboard.open("/users");
  const filter = page.getByRole("combobox", { name: "Filter users" });
  await filter.pressSequentially("bad");
  await expectShown(page.getByRole("option", { name: "data.badge integer" }));
  await filter.fill("");
  await filter.pressSequentially("cit");
  await expectShown(page.getByRole("option", { name: "data.address.city string" }));
  await filter.fill("");
  await filter.pressSequentially("occ");
  await expectShown(page.getByRole("option", { name: "data.occupation" }));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.type("= ");
  await expectShown(page.getByRole("option", { name: '"Painter"' }));
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Tab");
  expect(await filter.inputValue()).toBe('data.occupation = "Painter" ');
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await expectUsers(page, ["zoe"]);
});

test("reports a filter error at its column, and the server's errors in its own words", async () => {
  await using dashboard = await openPeople("sqlite");
  const { page } = dashboard;
  await dashboard.open("/users");
  const filter = page.getByRole("combobox", { name: "Filter users" });
  await filter.fill("data.occupation = 'Engineer'");
  await filter.press("Enter");
  await expectShown(page.getByText("Column 19: use double quotes"));
  expect(await filter.evaluate((input: HTMLInputElement) => input.selectionStart)).toBe(18);
  expect(await filter.getAttribute("aria-invalid")).toBe("true");
  await expectUsers(page, ["zoe", "grace", "ada"]);

  await page.goto("/users?filter=data.age+%3E");
  await expectShown(page.getByText("Invalid filter. Column 11: expected a value"));
  await page.getByRole("button", { name: "Clear filter" }).click();
  await expectUsers(page, ["zoe", "grace", "ada"]);

  await page.goto(`/users?search=${"x".repeat(201)}`);
  await expectShown(page.getByText("Search Too big: expected string to have <=200 characters"));
  await page.getByRole("button", { name: "Clear search" }).click();
  await expectUsers(page, ["zoe", "grace", "ada"]);
});
