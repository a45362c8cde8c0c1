/** Separate from the other texts of apps, which are not part of the first load. */
export const appSwitcherTexts = {
  title: "Apps",
  button: (name: string) => `App: ${name}. Switch to another`,
};
