import type { Look } from "./looks";

/** What there is to look at once the app has a schema. */
export const schemaLooks: readonly Look[] = [
  {
    name: "user-form",
    path: "/users/ada-lovelace",
    async prepare(page) {
      await page.getByRole("button", { name: "Edit" }).click();
      await page.getByLabel("seats", { exact: true }).fill("1234567890123456789");
      await page.getByText("would be").first().waitFor();
    },
  },
  {
    name: "add-user-form",
    path: "/add-user",
    async prepare(page) {
      await page.getByLabel("Id", { exact: true }).fill("ada");
      await page.getByLabel("email", { exact: true }).fill("ada");
      await page.getByRole("button", { name: "Add user" }).click();
      await page.getByText("Must match format").waitFor();
    },
  },
];
