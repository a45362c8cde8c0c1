export const componentTexts = {
  /** The product's own name, the same in each language. */
  name: "Roster",
  cancel: "Cancel",
  close: "Close",
  dismiss: "Dismiss",
  copy: "Copy",
  copied: "Copied",
  copyFailed: "The browser does not let this page copy",
  copyManually: "Select the text and copy it.",
  snippet: (language: string) => `${language} snippet`,
  copySnippet: (language: string) => `Copy the ${language} snippet`,
  loadFailed: "This could not be loaded",
  tryAgain: "Try again",
  backToUsers: "Users",
};
