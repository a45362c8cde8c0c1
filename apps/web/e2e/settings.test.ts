import { adminActor } from "@roster/api/testing";
import { expect, test } from "vitest";
import { expectShown } from "./expect-shown";
import { openDashboard, useBrowser } from "./testing";

useBrowser();

test("sets what end users can read, with fields that the data suggests", async () => {
  await using dashboard = await openDashboard();
  const { page, appId, test: directory } = dashboard;
  await directory.server.users.add({ id: "ada", data: { name: "Ada", plan: "pro" } });
  await dashboard.open("/settings");
  const card = page.locator("section", { hasText: "What end users can read" });
  expect(await card.getByLabel("Only themselves").isChecked()).toBe(true);
  await card.getByLabel("Others by their ID").check();
  const field = card.getByLabel("Path of a public field");
  await field.fill("id");
  await field.press("Enter");
  await expectShown(card.getByText("Only data has to be made public"));
  await card.locator("option[value='data.plan']").waitFor({ state: "attached" });
  await field.fill("data.name");
  await field.press("Enter");
  await expectShown(card.getByRole("button", { name: "Hide data.name" }));
  await card.getByRole("button", { name: "Save" }).click();
  await expectShown(page.getByText("End users can now read: Others by their ID."));
  const { apps } = await directory.as(adminActor(appId)).apps.list();
  expect(apps.find(({ id }) => id === appId)).toMatchObject({
    userReads: "byId",
    publicFields: ["data.name"],
  });
});

test("points out an app whose end users can read everything, until that is dismissed", async () => {
  await using dashboard = await openDashboard();
  const { page, appId, test: directory } = dashboard;
  const asAdmin = directory.as(adminActor(appId));
  await asAdmin.apps.setUserReads({ userReads: "all", publicFields: null });
  await dashboard.open("/users");
  const notice = page.getByRole("complementary", { name: "Access of end users" });
  await notice.getByRole("link", { name: "Decide what they can read" }).click();
  await expectShown(page.getByRole("heading", { name: "What end users can read" }));
  expect(await notice.count()).toBe(0);
  await page.goBack();
  await notice.getByRole("button", { name: "Leave as it is" }).click();
  await notice.waitFor({ state: "detached" });
  await page.reload();
  await expectShown(page.getByRole("heading", { name: "Users", exact: true }));
  expect(await notice.count()).toBe(0);
});
