import type { Page } from "playwright-core";
import { writeData } from "../editor";
import { pressUntil } from "../press-until";

/** A page, or what one does on it, that is looked at in each theme and width. */
export interface Screen {
  readonly name: string;
  readonly path: string;
  readonly prepare?: (page: Page) => Promise<void>;
}

export const screens: readonly Screen[] = [
  {
    name: "home",
    path: "/",
    async prepare(page) {
      await page.locator("svg.recharts-surface").nth(3).waitFor();
      await page.getByText("As a table: Calls").click();
    },
  },
  { name: "users", path: "/users" },
  {
    name: "users-filter",
    path: "/users",
    async prepare(page) {
      await page.getByLabel("Filter users").fill("data.plan = 'pro'");
      await page.keyboard.press("Enter");
      await page.getByText("Column 13: ").waitFor();
      await page.getByLabel("Filter users").fill("data.p");
      await page.getByRole("option", { name: "data.plan" }).waitFor();
    },
  },
  { name: "users-filter-refused", path: "/users?filter=data.plan+%3D+%27pro%27" },
  {
    name: "users-selected",
    path: "/users",
    async prepare(page) {
      await page.getByRole("checkbox", { name: "john-doe" }).click();
      await page.getByRole("checkbox", { name: "dorothy-vaughan" }).click({ modifiers: ["Shift"] });
      await page.getByRole("region", { name: "Selection" }).waitFor();
    },
  },
  {
    name: "users-change",
    path: "/users",
    async prepare(page) {
      await page.getByRole("checkbox", { name: "Select all on this page" }).click();
      await page.getByRole("button", { name: "Change" }).click();
      await page.getByLabel("Path of change 1").fill("plan");
      await page.getByRole("button", { name: "Add a change" }).click();
      await page.getByLabel("Path of change 2").fill("plan");
      await page.getByLabel("Value of change 2").fill("pro");
      await page.getByRole("button", { name: "Change 12 users" }).click();
      await page.getByText("is set above already").waitFor();
    },
  },
  {
    name: "users-delete",
    path: "/users",
    async prepare(page) {
      await page.getByRole("checkbox", { name: "Select all on this page" }).click();
      await page
        .getByRole("region", { name: "Selection" })
        .getByRole("button", { name: "Delete" })
        .click();
      await page.getByText("There is no undo.").waitFor();
    },
  },
  {
    name: "users-results",
    path: "/users",
    async prepare(page) {
      await page.getByRole("checkbox", { name: "Select all on this page" }).click();
      await page.getByRole("button", { name: "Change" }).click();
      await page.getByLabel("Path of change 1").fill("plan.name");
      await page.getByLabel("Value of change 1").fill("pro");
      await page.route("**/api/trpc/users.patchMany**", (route) => {
        const ids = ["ada-lovelace", "u_9017", "hedy"];
        const message = "is a string, and no object to set something in";
        const results = [
          ...ids.map((id) => ({
            status: "invalid",
            id,
            issues: [{ path: ["data", "plan"], message }],
          })),
          { status: "missing", id: "svc-billing" },
          ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => ({ status: "patched", id: `u${n}`, version: 2 })),
        ];
        return route.fulfill({ json: { result: { data: { results } } } });
      });
      await page.getByRole("button", { name: "Change 12 users" }).click();
      await page.getByText("8 users changed").waitFor();
      await page.unroute("**/api/trpc/users.patchMany**");
    },
  },
  { name: "user-beside", path: "/users?user=ada-lovelace" },
  {
    name: "user-beside-edit",
    path: "/users?user=u_9120",
    async prepare(page) {
      // What has come with the document takes no click until the browser has taken over.
      const panel = page.getByRole("region", { name: "User u_9120", exact: true });
      await panel.locator("time[title]").first().waitFor();
      await page.getByRole("button", { name: "Edit" }).click();
      await writeData(page, '{\n  "name": "Zoë Çelik",\n  "plan": "team"\n}');
    },
  },
  { name: "user-beside-none", path: "/users?user=nobody" },
  { name: "users-none-found", path: "/users?search=nobody+at+all" },
  {
    name: "users-refused",
    path: "/users?page=2&cursor=nonsense",
    prepare: (page) => page.getByText("is not a cursor of this API").waitFor(),
  },
  { name: "user", path: "/users/ada-lovelace" },
  {
    name: "user-edit",
    path: "/users/ada-lovelace",
    async prepare(page) {
      await page.getByRole("button", { name: "Edit" }).click();
      await writeData(page, '{\n  "name": "Ada Lovelace",\n  "account": 1234567890123456789\n}');
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByText(/^Line 3, column 14/).waitFor();
    },
  },
  {
    name: "user-delete",
    path: "/users/ada-lovelace",
    async prepare(page) {
      await page.getByRole("button", { name: "Delete" }).click();
      await page.getByRole("alertdialog").waitFor();
    },
  },
  { name: "user-none", path: "/users/nobody" },
  {
    name: "add-user",
    path: "/add-user",
    async prepare(page) {
      await page.getByLabel("Id", { exact: true }).fill("hedy");
      await writeData(page, '{\n  "name": "Hedy Lamarr",\n  "plan": "pro"\n}');
      await page.getByRole("button", { name: "Add user" }).click();
      await page.getByText("The id hedy is taken.").waitFor();
    },
  },
  {
    name: "add-user-result",
    path: "/add-user",
    async prepare(page) {
      await page.getByLabel("Id", { exact: true }).fill("hedy");
      await page.getByRole("switch", { name: "Get or create" }).click();
      await page.getByRole("button", { name: "Add, and another" }).click();
      await page.getByText("hedy was on the roster already.").waitFor();
    },
  },
  { name: "schema-none", path: "/schema" },
  { name: "api-keys", path: "/api-keys" },
  {
    name: "api-keys-secret",
    path: "/api-keys",
    async prepare(page) {
      await page.getByRole("button", { name: "Add key" }).click();
      await page.getByLabel("Name").fill("Web backend");
      await page.getByRole("dialog").getByRole("button", { name: "Add key" }).click();
      await page.getByText("Keep this secret now").waitFor();
    },
  },
  {
    name: "api-keys-token",
    path: "/api-keys",
    async prepare(page) {
      await page.getByRole("button", { name: "Make token" }).click();
      await page.getByRole("dialog").getByText("A backend").click();
      await page.getByRole("dialog").getByRole("button", { name: "Make token" }).click();
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
    name: "playground-answer",
    path: "/playground?procedure=users.get",
    async prepare(page) {
      await page.getByRole("button", { name: "Run", exact: true }).focus();
      await page.getByRole("textbox", { name: "id", exact: true }).waitFor();
      await pressUntil(page, "Enter", page.getByText("OK", { exact: true }));
    },
  },
  {
    name: "apps-delete",
    path: "/apps",
    async prepare(page) {
      await page.getByRole("button", { name: "Delete Shop" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Delete app" }).click();
      await page.getByText("This is not Shop").waitFor();
    },
  },
  {
    name: "users-export",
    path: "/users?filter=data.plan+%3D+%22pro%22",
    async prepare(page) {
      await page.locator("time[title]").first().waitFor();
      await page.getByRole("button", { name: "Export" }).click();
      await page.getByRole("link", { name: "Save the file" }).waitFor();
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
      await page.getByLabel("Login goes to").selectOption("Id");
      await page.getByText("id must be").waitFor();
    },
  },
  { name: "import-choose", path: "/import" },
  { name: "no-page", path: "/no/such/page" },
  {
    name: "palette",
    path: "/users/ada-lovelace",
    async prepare(page) {
      await page.getByRole("button", { name: "Delete" }).waitFor();
      const box = page.getByRole("combobox", { name: "Command palette" });
      await pressUntil(page, "ControlOrMeta+k", box);
      await box.fill("ad");
      await page.getByRole("option", { name: "Open the user ada-lovelace" }).waitFor();
    },
  },
  {
    name: "keys",
    path: "/api-keys",
    async prepare(page) {
      await page.getByRole("button", { name: "Add key" }).waitFor();
      await pressUntil(page, "?", page.getByRole("dialog", { name: "Keys" }));
    },
  },
];
