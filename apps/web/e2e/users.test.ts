import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectShown } from "./expect-shown";
import { type Dashboard, openDashboard, useBrowser } from "./testing";

useBrowser();

const idOf = (index: number) => `user-${String(index).padStart(4, "0")}`;

async function addUsers({ test: { server } }: Dashboard, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, index) => idOf(index));
  for (const id of ids) await server.users.add({ id, data: { name: id } });
  return ids;
}

const shownIds = (page: Page) => page.locator("tbody a").allInnerTexts();

/** Waits for the page that starts with this number. */
const expectPageFrom = (page: Page, first: number) =>
  page
    .getByRole("status")
    .getByText(new RegExp(`^${first} to `))
    .waitFor();

test("an empty app shows how to start", async () => {
  await using dashboard = await openDashboard();
  await dashboard.open("/users");
  await expectShown(dashboard.page.getByText("No users yet"));
  const snippet = dashboard.page.getByLabel("TypeScript snippet", { exact: true });
  expect(await snippet.innerText()).toContain('url: "http://localhost:8000"');
  await dashboard.page.getByRole("link", { name: "Add your first user" }).click();
  await dashboard.page.waitForURL("**/add-user");
});

test("paging forward and back over 260 users misses and repeats none", async () => {
  await using dashboard = await openDashboard();
  const { page } = dashboard;
  const ids = await addUsers(dashboard, 260);
  await dashboard.open("/users");
  const pages: string[][] = [];
  for (let first = 1; first <= 260; first += 50) {
    if (first > 1) await page.getByRole("button", { name: "Next" }).click();
    await expectPageFrom(page, first);
    pages.push(await shownIds(page));
  }
  expect(pages.flat()).toEqual(ids.toReversed());
  expect(await page.getByRole("button", { name: "Next" }).isDisabled()).toBe(true);
  for (let first = 201; first >= 1; first -= 50) {
    await page.getByRole("button", { name: "Previous" }).click();
    await expectPageFrom(page, first);
    expect(await shownIds(page)).toEqual(pages[(first - 1) / 50]);
  }
  expect(await page.getByRole("button", { name: "Previous" }).isDisabled()).toBe(true);
});

test("order and page size are in the URL, and a link shows the same page with a way back", async () => {
  await using dashboard = await openDashboard();
  const { page } = dashboard;
  const ids = await addUsers(dashboard, 60);
  await dashboard.open("/users");
  await page.getByRole("button", { name: "ID", exact: true }).click();
  await page.getByLabel("Users per page").selectOption("25 per page");
  await expectShown(page.getByText("1 to 25"));
  await page.getByRole("button", { name: "Next" }).click();
  await expectPageFrom(page, 26);
  expect(await shownIds(page)).toEqual(ids.slice(25, 50));

  const link = page.url();
  expect(link).toMatch(/sort=id&size=25&page=2&cursor=/);
  const other = await page.context().newPage();
  await other.goto(link);
  expect(await shownIds(other)).toEqual(ids.slice(25, 50));
  await other.getByRole("button", { name: "Previous" }).click();
  await expectPageFrom(other, 1);
  expect(await shownIds(other)).toEqual(ids.slice(0, 25));
});

test("the browser's back and forward move through the pages", async () => {
  await using dashboard = await openDashboard();
  const { page } = dashboard;
  await addUsers(dashboard, 60);
  await dashboard.open("/users");
  await page.getByRole("button", { name: "Next" }).click();
  await expectPageFrom(page, 51);
  await page.goBack();
  await expectPageFrom(page, 1);
  await page.goForward();
  await expectPageFrom(page, 51);
});

test("reports an invalid cursor, with a button to the first page", async () => {
  await using dashboard = await openDashboard();
  const { page } = dashboard;
  await addUsers(dashboard, 1);
  await dashboard.open("/users?page=2&cursor=nonsense");
  await expectShown(page.getByText("is not a valid cursor"));
  await page.getByRole("button", { name: "Go to the first page" }).click();
  await expectPageFrom(page, 1);
});

test("a click on a row opens its user, and so does its link by keyboard", async () => {
  await using dashboard = await openDashboard();
  const { page } = dashboard;
  await addUsers(dashboard, 2);
  await dashboard.open("/users");
  await page
    .getByRole("row", { name: idOf(1) })
    .getByText("v1")
    .click();
  await expectShown(page.getByRole("heading", { name: idOf(1) }));
  await page.goBack();
  await page.getByRole("link", { name: idOf(0) }).press("Enter");
  await expectShown(page.getByRole("heading", { name: idOf(0) }));
});

test("a list that fails to load shows an error, and loads on retry", async () => {
  await using dashboard = await openDashboard();
  const { page } = dashboard;
  await addUsers(dashboard, 60);
  await dashboard.open("/users");
  await page.route("**/api/trpc/users.list**", (route) =>
    route.fulfill({ status: 403, contentType: "text/html", body: "a proxy in between" }),
  );
  await page.getByRole("button", { name: "Next" }).click();
  await expectShown(page.getByText("Could not load"));
  await page.unroute("**/api/trpc/users.list**");
  await page.getByRole("button", { name: "Try again" }).click();
  await expectPageFrom(page, 51);
});
