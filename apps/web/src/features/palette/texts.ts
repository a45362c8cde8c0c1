import { pluralize } from "@/lib/format";

export const paletteTexts = {
  title: "Command palette",
  placeholder: "Search users, pages and actions",
  groups: {
    users: "Users",
    here: "On this page",
    pages: "Pages",
    more: "More",
  },
  goTo: (page: string) => `Go to ${page}`,
  openUser: (id: string) => `Open user ${id}`,
  searchAll: (text: string) => `All users matching “${text}”`,
  addUser: "Add a user",
  importUsers: "Import users",
  openTrash: "Open the trash",
  shortcuts: "Show keyboard shortcuts",
  theme: (name: string) => `Theme: ${name}`,
  signOut: "Sign out",
  found: (count: number) => `${count} ${pluralize(count, "result", "results")}`,
  searching: "Searching users…",
  hint: "Up and down to select, Enter to run, Escape to close",
};
