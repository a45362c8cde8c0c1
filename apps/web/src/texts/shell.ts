export const shellTexts = {
  description: "A directory of an application's users",
  home: "Roster, to the users",
  skip: "Skip to the content",
  main: "Main",
  menu: "Menu",
  closeMenu: "Close the menu",
  users: "Users",
  schema: "Schema",
  apiKeys: "API keys",
  connect: "Connect",
  signOut: "Sign out",
  importUsers: "Import",
  unsaved: {
    title: "Leave without saving?",
    lost: "What you have changed here is not saved, and would be lost.",
    leave: "Leave",
  },
  noPage: "There is no such page",
  toStart: "To the start",
  noAnswer: (digest: string | undefined) =>
    `Roster could not answer; its log says why${digest ? ` (${digest})` : ""}. Is its database running?`,
  appSwitch: {
    title: "Apps",
    button: (name: string) => `App: ${name}. Switch to another`,
  },
};
