export const shortcutsTexts = {
  title: "Keys",
  description: "They do nothing while you type, or while a dialog is open.",
  list: "All keys",
  rowList: "In the list of users",
  below: "Go to the user below",
  above: "Go to the user above",
  close: "Close the user beside the list",
  escape: "Esc",
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
