export const componentTexts = {
  /** The product name, the same in every language. */
  name: "Roster",
  cancel: "Cancel",
  close: "Close",
  dismiss: "Dismiss",
  copy: "Copy",
  copied: "Copied",
  copyFailed: "Could not copy",
  copyManually: "The browser blocked it. Select the text and copy it yourself.",
  snippet: (language: string) => `${language} snippet`,
  copySnippet: (language: string) => `Copy the ${language} snippet`,
  loadFailed: "Could not load",
  tryAgain: "Try again",
  backToUsers: "Back to users",
};
