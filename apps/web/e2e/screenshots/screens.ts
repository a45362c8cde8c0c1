import type { Page } from "playwright-core";
import { pressUntil } from "../press-until";

/** A page, or a state of it, that is checked in each theme and width. */
export interface Screen {
  readonly name: string;
  readonly path: string;
  readonly prepare?: (page: Page) => Promise<void>;
}

/** Screens of all pages except those about users. */
export const screens: readonly Screen[] = [
  {
    name: "home",
    path: "/",
    async prepare(page) {
      await page.locator("svg.recharts-surface").nth(3).waitFor();
      await page.getByText("View as a table: Calls").click();
    },
  },
  { name: "schema-none", path: "/schema" },
  { name: "api-keys", path: "/api-keys" },
  {
    name: "api-keys-secret",
    path: "/api-keys",
    async prepare(page) {
      await page.getByRole("button", { name: "Add key" }).click();
      await page.getByRole("dialog").getByLabel("Name").fill("Web backend");
      await page.getByRole("dialog").getByRole("button", { name: "Add key" }).click();
      await page.getByText("Save this secret now").waitFor();
    },
  },
  {
    name: "api-keys-edit",
    path: "/api-keys",
    async prepare(page) {
      await page.getByRole("button", { name: "Edit Mobile app" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Calls per minute").fill("1.5");
      await dialog.getByRole("button", { name: "Save" }).click();
      await dialog.getByText("Must be a whole number").waitFor();
    },
  },
  {
    name: "api-keys-rotate",
    path: "/api-keys",
    async prepare(page) {
      await page.getByRole("button", { name: "Rotate Reports" }).click();
      await page.getByRole("dialog").getByText("Rotating again").waitFor();
    },
  },
  {
    name: "api-keys-token",
    path: "/api-keys",
    async prepare(page) {
      await page.getByRole("button", { name: "Create token" }).click();
      await page.getByRole("dialog").getByText("A backend").click();
      await page.getByRole("dialog").getByRole("button", { name: "Create token" }).click();
      await page.getByText("Copy this token now").waitFor();
    },
  },
  {
    name: "account",
    path: "/account",
    prepare: (page) => page.getByText("This browser", { exact: true }).waitFor(),
  },
  { name: "connect", path: "/connect" },
  { name: "apps", path: "/apps" },
  {
    name: "apps-add",
    path: "/apps",
    async prepare(page) {
      await page.getByRole("button", { name: "Add app" }).click();
      await page.getByRole("dialog").getByLabel("Name").fill("Shop");
    },
  },
  { name: "playground", path: "/playground?procedure=users.get" },
  {
    name: "playground-response",
    path: "/playground?procedure=users.get",
    async prepare(page) {
      await page.getByRole("button", { name: "Run", exact: true }).focus();
      await page.getByRole("textbox", { name: "id", exact: true }).waitFor();
      await pressUntil(page, "Enter", page.getByText("OK", { exact: true }));
    },
  },
  {
    name: "apps-remove",
    path: "/apps",
    async prepare(page) {
      await page.getByRole("button", { name: "Remove Shop" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Remove app" }).click();
      await page.getByText("This does not match Shop").waitFor();
    },
  },
  {
    name: "users-export",
    path: "/users?filter=data.plan+%3D+%22pro%22",
    async prepare(page) {
      await page.locator("time[title]").first().waitFor();
      await page.getByRole("button", { name: "Export" }).click();
      await page.getByRole("link", { name: "Save file" }).waitFor();
    },
  },
  { name: "studio", path: "/studio" },
  { name: "app-none", path: "/apps/nothere/users" },
  {
    name: "import",
    path: "/import",
    async prepare(page) {
      const text = "Login,Full name,City\nada,Ada Lovelace,London\na b,Nobody,\n";
      const buffer = Buffer.from(text);
      await page
        .getByLabel("File of users")
        .setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer });
      await page.getByLabel("Target of Login").selectOption("ID");
      await page.getByText("id must be").waitFor();
    },
  },
  { name: "import-choose", path: "/import" },
  { name: "no-page", path: "/no/such/page" },
  {
    name: "palette",
    path: "/users/ada-lovelace",
    async prepare(page) {
      await page.getByRole("button", { name: "Remove" }).waitFor();
      const box = page.getByRole("combobox", { name: "Command palette" });
      await pressUntil(page, "ControlOrMeta+k", box);
      await box.fill("ad");
      await page.getByRole("option", { name: "Open user ada-lovelace" }).waitFor();
    },
  },
  {
    name: "shortcuts",
    path: "/api-keys",
    async prepare(page) {
      await page.getByRole("button", { name: "Add key" }).waitFor();
      await pressUntil(page, "?", page.getByRole("dialog", { name: "Keyboard shortcuts" }));
    },
  },
];
