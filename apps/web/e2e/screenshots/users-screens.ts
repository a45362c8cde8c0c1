import { writeData } from "../editor";
import type { Screen } from "./screens";

/** Screens of the list of users, a user, and the form for adding users. */
export const usersScreens: readonly Screen[] = [
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
  { name: "users-filter-invalid", path: "/users?filter=data.plan+%3D+%27pro%27" },
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
      await page.getByRole("button", { name: "Patch" }).click();
      await page.getByLabel("Path of change 1").fill("plan");
      await page.getByRole("button", { name: "Add change" }).click();
      await page.getByLabel("Path of change 2").fill("plan");
      await page.getByLabel("Value of change 2").fill("pro");
      await page.getByRole("button", { name: "Patch 12 users" }).click();
      await page.getByText("is already set above").waitFor();
    },
  },
  {
    name: "users-delete",
    path: "/users",
    async prepare(page) {
      await page.getByRole("checkbox", { name: "Select all on this page" }).click();
      await page
        .getByRole("region", { name: "Selection" })
        .getByRole("button", { name: "Remove" })
        .click();
      await page.getByRole("dialog").getByText("Remove for good").click();
      await page.getByText("This cannot be undone.").waitFor();
    },
  },
  {
    name: "users-ban",
    path: "/users",
    async prepare(page) {
      await page.getByRole("checkbox", { name: "john-doe" }).click();
      await page.getByRole("checkbox", { name: "dorothy-vaughan" }).click({ modifiers: ["Shift"] });
      await page.getByRole("button", { name: "Access" }).click();
      await page.getByRole("menuitem", { name: "Ban", exact: true }).click();
      await page.getByLabel("Reason").fill("Spam");
    },
  },
  {
    name: "users-trash",
    path: "/users?status=deleted",
    async prepare(page) {
      await page.getByRole("checkbox", { name: "charles-babbage" }).click();
      await page.getByRole("button", { name: "Restore" }).waitFor();
    },
  },
  { name: "user-trash", path: "/users/charles-babbage" },
  {
    name: "user-banned",
    path: "/users?user=guest-5f3a",
    async prepare(page) {
      const panel = page.getByRole("region", { name: "User guest-5f3a" });
      await panel.locator("time[title]").first().waitFor();
      await panel.getByRole("button", { name: "Access" }).click();
      await page.getByRole("menuitem", { name: "Change ban" }).waitFor();
    },
  },
  {
    name: "user-ban",
    path: "/users/u_9017",
    async prepare(page) {
      await page.getByRole("button", { name: "Access" }).click();
      await page.getByRole("menuitem", { name: "Ban", exact: true }).click();
      await page.getByLabel("Ends").selectOption("At a date and time");
      await page.getByRole("button", { name: "Ban user" }).click();
      await page.getByText("Choose a date and time").waitFor();
    },
  },
  {
    name: "users-results",
    path: "/users",
    async prepare(page) {
      await page.getByRole("checkbox", { name: "Select all on this page" }).click();
      await page.getByRole("button", { name: "Patch" }).click();
      await page.getByLabel("Path of change 1").fill("plan.name");
      await page.getByLabel("Value of change 1").fill("pro");
      await page.route("**/api/trpc/users.patchMany**", (route) => {
        const ids = ["ada-lovelace", "u_9017", "hedy"];
        const message = "is not an object, so nothing can be set inside it";
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
      await page.getByRole("button", { name: "Patch 12 users" }).click();
      await page.getByText("8 users patched").waitFor();
      await page.unroute("**/api/trpc/users.patchMany**");
    },
  },
  { name: "user-beside", path: "/users?user=ada-lovelace" },
  {
    name: "user-beside-edit",
    path: "/users?user=u_9120",
    async prepare(page) {
      // Server-rendered content does not respond to clicks until the page has hydrated.
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
    prepare: (page) => page.getByText("is not a valid cursor").waitFor(),
  },
  { name: "user", path: "/users/ada-lovelace" },
  {
    name: "user-edit",
    path: "/users/ada-lovelace",
    async prepare(page) {
      await page.getByRole("button", { name: "Edit" }).click();
      await writeData(page, '{\n  "name": "Ada Lovelace",\n  "account": 1e400\n}');
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByText(/^Line 3, column 14/).waitFor();
    },
  },
  {
    name: "user-delete",
    path: "/users/ada-lovelace",
    async prepare(page) {
      await page.getByRole("button", { name: "Remove" }).click();
      await page.getByRole("alertdialog").waitFor();
    },
  },
  { name: "user-none", path: "/users/nobody" },
  {
    name: "add-user",
    path: "/add-user",
    async prepare(page) {
      await page.getByLabel("ID", { exact: true }).fill("hedy");
      await writeData(page, '{\n  "name": "Hedy Lamarr",\n  "plan": "pro"\n}');
      await page.getByRole("button", { name: "Add user" }).click();
      await page.getByText("User hedy already exists.").waitFor();
    },
  },
  {
    name: "add-user-result",
    path: "/add-user",
    async prepare(page) {
      await page.getByLabel("ID", { exact: true }).fill("hedy");
      await page.getByRole("switch", { name: "Get or create" }).click();
      await page.getByRole("button", { name: "Add and start another" }).click();
      await page.getByText("hedy already existed and is unchanged.").waitFor();
    },
  },
];
