import type { HistoryMode } from "@roster/contract";

const modes: Record<HistoryMode, { readonly label: string; readonly hint: string }> = {
  full: {
    label: "Full",
    hint: "Who changed what and when, with the data: changes can be compared, and earlier versions restored.",
  },
  thin: {
    label: "Without data",
    hint: "Who changed which keys and when, but no data: earlier versions cannot be shown or restored.",
  },
  off: {
    label: "Off",
    hint: "Nothing: changes cannot be shown or undone.",
  },
};

export const settingsTexts = {
  title: "Settings",
  description: "How Roster treats this app.",
  history: {
    title: "History",
    label: "What is kept of each change of a user",
    modes,
    kept: "Changes that are already recorded stay until their retention time is over. All servers apply a new setting within five seconds.",
    save: "Save",
    saved: "Saved",
    savedText: (label: string) => `History is now set to: ${label}.`,
    changes: "Recorded changes",
    size: "Size",
    about: (size: string) => `About ${size}`,
    oldest: "Oldest",
    none: "None",
  },
};
