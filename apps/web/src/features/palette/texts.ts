import { pluralize } from "@/lib/format";

export const paletteTexts = {
  open: "Search or go to",
  title: "Command palette",
  placeholder: "A user’s id, a page, or what to do",
  groups: {
    users: "Users",
    here: "On this page",
    pages: "Pages",
    more: "More",
  },
  goTo: (page: string) => `Go to ${page}`,
  openUser: (id: string) => `Open the user ${id}`,
  searchAll: (text: string) => `All users with “${text}”`,
  addUser: "Add a user",
  importUsers: "Import users",
  keys: "Show all keys",
  theme: (name: string) => `Colours: ${name}`,
  signOut: "Sign out",
  found: (count: number) => `${count} ${pluralize(count, "result", "results")}`,
  searching: "Searching users…",
  hint: "Up and down to choose, Enter to do it, Escape to leave",
};
