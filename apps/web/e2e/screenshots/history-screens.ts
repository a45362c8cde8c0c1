import type { Screen } from "./screens";

/** Screens of the history of a user, the audit log and the settings. */
export const historyScreens: readonly Screen[] = [
  {
    name: "user-history",
    path: "/users/ada-lovelace",
    async prepare(page) {
      await page.getByRole("tab", { name: "History" }).click();
      await page.getByRole("button", { name: "Details of Updated" }).first().click();
      await page.locator(".cm-changedLine").first().waitFor();
    },
  },
  {
    name: "user-beside-restore",
    path: "/users?user=ada-lovelace",
    async prepare(page) {
      const panel = page.getByRole("region", { name: "User ada-lovelace", exact: true });
      await panel.locator("time[title]").first().waitFor();
      await page.getByRole("tab", { name: "History" }).click();
      await page.getByRole("button", { name: "Details of Added" }).click();
      await page.getByRole("button", { name: "Restore this version" }).click();
      await page.getByRole("dialog").locator(".cm-deletedChunk").first().waitFor();
    },
  },
  {
    name: "audit",
    path: "/audit",
    async prepare(page) {
      const details = page.getByRole("button", { name: "Details of Updated ada-lovelace" });
      await page.locator("time[title]").first().waitFor();
      await details.click();
      await page.locator(".cm-changedLine").first().waitFor();
    },
  },
  {
    name: "settings",
    path: "/settings",
    async prepare(page) {
      await page.getByLabel("Others by their ID").check();
      await page.getByText("Only chosen fields").click();
      const field = page.getByLabel("Path of a public field");
      for (const path of ["data.name", "data.address.city"]) {
        await field.fill(path);
        await field.press("Enter");
      }
      await page.getByRole("button", { name: "Hide data.address.city" }).waitFor();
    },
  },
];
