export const keysTexts = {
  title: "Keys",
  description: "They do nothing while you type, or while a dialog is open.",
  list: "All keys",
  palette: "Open the command palette",
  search: "Search users",
  add: "Add a user",
  help: "Show this list",
  goTo: (page: string) => `Go to ${page}`,
  /** Between keys that are pressed one after the other. */
  between: "then",
  control: "Ctrl",
  command: "⌘",
};
