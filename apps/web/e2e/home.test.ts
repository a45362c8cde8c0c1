import { backends, type TestApi } from "@roster/api/testing";
import { describe, expect, test } from "vitest";
import { expectShown } from "./expect-shown";
import { openTestApp } from "./test-app";
import { openDashboard, useBrowser } from "./testing";
import { recordUsage } from "./record-usage";

useBrowser();

async function addTwoUsers({ server }: TestApi): Promise<void> {
  await server.users.add({ id: "ada", data: { name: "Ada Lovelace" } });
  await server.users.add({ id: "grace", data: { name: "Grace Hopper" } });
}

describe.each(backends)("home on %s", (backend) => {
  test("shows the counted calls as numbers, charts and tables", async () => {
    const directory = await openTestApp(backend);
    await addTwoUsers(directory);
    await recordUsage(directory, { appId: directory.appId });
    await using dashboard = await openDashboard({}, directory);
    const { page } = dashboard;
    await dashboard.open("/");
    await page
      .getByRole("link", { name: "Home", exact: true })
      .and(page.locator("[aria-current=page]"))
      .waitFor();

    const card = (name: string) =>
      page.locator("dl > div").filter({ has: page.locator("dt", { hasText: name }) });
    await expectShown(card("Users").getByText("2 added in 30 days"));
    await expectShown(card("Calls").getByText("80", { exact: true }));
    await expectShown(card("Errors").getByText("10% of calls"));
    await expectShown(page.getByRole("img", { name: "Adds 50, Reads 30" }));
    await expectShown(page.getByRole("img", { name: "CONFLICT 8" }));
    const charts = page.locator("svg.recharts-surface");
    await expectShown(charts.nth(3));
    expect(await charts.count()).toBe(4);

    await page.getByText("View as a table: Calls").click();
    const table = page.getByRole("region", { name: "Calls" }).getByRole("table");
    await expectShown(table.getByRole("columnheader", { name: "Reads" }));
    expect(await table.getByRole("row").count()).toBe(61);
  });

  test("the last day includes calls older than an hour", async () => {
    const directory = await openTestApp(backend);
    await recordUsage(directory, { appId: directory.appId, minutesAgo: 300 });
    await using dashboard = await openDashboard({}, directory);
    const { page } = dashboard;
    await dashboard.open("/");
    await expectShown(page.getByText("No calls in this period.").first());
    await page.getByRole("radio", { name: "Last day" }).click();
    await expectShown(page.getByRole("img", { name: "Adds 50, Reads 30" }));
  });
});

test("lists the newest users with links", async () => {
  const directory = await openTestApp("sqlite");
  await addTwoUsers(directory);
  await using dashboard = await openDashboard({}, directory);
  const { page } = dashboard;
  await dashboard.open("/");
  const users = page.getByRole("listitem").filter({ has: page.getByText("just now") });
  await expectShown(users.first());
  expect(await users.allInnerTexts()).toMatchObject([
    expect.stringContaining("Grace Hopper") as string,
    expect.stringContaining("Ada Lovelace") as string,
  ]);
  await users.getByRole("link", { name: "ada" }).click();
  await page.waitForURL("**/users/ada");
});

test("shows a new user without a reload", async () => {
  await using dashboard = await openDashboard();
  const { page, test: directory } = dashboard;
  await page.clock.install();
  await dashboard.open("/");
  await expectShown(page.getByText("No users yet.", { exact: false }).first());
  await directory.server.users.add({ id: "latecomer" });
  await page.clock.fastForward(11_000);
  await expectShown(page.getByRole("link", { name: "latecomer" }));
});

test("shows a snippet for each language with the real address and key, but not the secret", async () => {
  await using dashboard = await openDashboard();
  const { page, test: directory } = dashboard;
  await dashboard.open("/");
  const languages = page.getByLabel("Language");
  await expectShown(languages);
  const names = await languages.getByRole("option").allInnerTexts();
  expect(names).toHaveLength(9);
  for (const name of names) {
    await languages.selectOption(name);
    const snippet = await page.getByLabel(`${name} snippet`, { exact: true }).innerText();
    expect(snippet).toContain("localhost");
    expect(snippet).toContain(directory.apiKey);
  }
  expect(await page.content()).not.toContain(directory.apiSecret);
});
