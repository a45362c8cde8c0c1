import type { Screen } from "./screens";

/** Screens of an app with a schema. */
export const schemaScreens: readonly Screen[] = [
  {
    name: "user-form",
    path: "/users/ada-lovelace",
    async prepare(page) {
      await page.getByRole("button", { name: "Edit" }).click();
      await page.getByLabel("seats", { exact: true }).fill("1e400");
      await page.getByText("out of a double's range").first().waitFor();
    },
  },
  {
    name: "add-user-form",
    path: "/add-user",
    async prepare(page) {
      await page.getByLabel("ID", { exact: true }).fill("ada");
      await page.getByLabel("email", { exact: true }).fill("ada");
      await page.getByRole("button", { name: "Add user" }).click();
      await page.getByText("Must match format").waitFor();
    },
  },
  {
    name: "user-code",
    path: "/users/ada-lovelace",
    async prepare(page) {
      await page.getByRole("tab", { name: "Code" }).click();
      await page.getByLabel("Fetch this user with").selectOption("Java");
    },
  },
  {
    name: "user-conflict",
    path: "/users/ada-lovelace",
    async prepare(page) {
      await page.getByRole("button", { name: "Edit" }).click();
      await page.getByLabel("Full name", { exact: true }).fill("Ada King");
      // Change the user as another browser would.
      await page.evaluate(async () => {
        const input = { id: "ada-lovelace", set: { name: "Countess of Lovelace", seats: 7 } };
        await fetch("/api/trpc/users.patch", {
          method: "POST",
          headers: { "content-type": "application/json", "x-roster-app": "main" },
          body: JSON.stringify(input),
        });
      });
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByText("was saved in the meantime").waitFor();
    },
  },
  {
    name: "schema",
    path: "/schema",
    async prepare(page) {
      await page.getByRole("button", { name: "Check stored users" }).click();
      await page.getByText("stored users violate the schema").waitFor();
      await page.getByRole("button", { name: "Show changes of version 2" }).click();
      await page.locator(".cm-changedLine").first().waitFor();
    },
  },
  {
    name: "schema-edit",
    path: "/schema",
    async prepare(page) {
      await page.getByRole("button", { name: "Edit", exact: true }).click();
      await page.getByRole("textbox", { name: "JSON Schema" }).waitFor();
      await page.getByRole("button", { name: "Activate" }).click();
      await page.getByText("stored users violate the schema").waitFor();
    },
  },
];
