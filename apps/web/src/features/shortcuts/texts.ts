export const shortcutsTexts = {
  title: "Keyboard shortcuts",
  description: "Inactive while you type or while a dialog is open.",
  list: "All shortcuts",
  rowList: "In the list of users",
  nextRow: "Next user",
  previousRow: "Previous user",
  close: "Close the user panel",
  escape: "Esc",
  palette: "Open the command palette",
  /** On the button that opens the palette, so that the palette's texts are not part of the first load. */
  openPalette: "Search or go to",
  search: "Search users",
  add: "Add a user",
  help: "Show keyboard shortcuts",
  goTo: (page: string) => `Go to ${page}`,
  /** Between keys that are pressed one after the other. */
  between: "then",
  control: "Ctrl",
  command: "⌘",
};
