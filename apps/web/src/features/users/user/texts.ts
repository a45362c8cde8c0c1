import { formatCount } from "@/lib/format";

export const userTexts = {
  copyId: "Copy ID",
  duplicate: "Duplicate",
  loading: "Loading user",
  notFound: "User not found",
  notFoundHint: "The user was removed or never existed.",
  backToUsers: "Back to users",

  panel: (id: string) => `User ${id}`,
  previous: "Previous user",
  next: "Next user",
  openPage: "Open as a page",
  closePanel: "Close",

  created: "Created",
  copyCreated: "Copy creation time",
  lastChange: "Last change",
  copyLastChange: "Copy time of last change",
  unchanged: "unchanged since added",
  noChange: "None",
  version: "Version",
  copyVersion: "Copy version",
  versionHint: "increases with every change",
  firstVersion: "as added",
  size: "Size",
  bytes: (count: number) => `${formatCount(count)} bytes`,
  asJson: "as JSON",

  views: "Views of this user",
  data: "Data",
  dataJson: "Data as JSON",
  copyData: "Copy data",
  raw: "Raw JSON",
  userJson: "User as JSON",
  copyUser: "Copy user",
  code: "Code",
  fetchWith: "Fetch this user with",
  secretHint: "The key and the secret come from the environment. Keep the secret on a server.",

  edit: "Edit",
  editData: "Edit data",
  replacesAll: "Saving replaces all of the data.",
  newer: (version: number) =>
    `Version ${version} was saved in the meantime. When you save, you will see both versions.`,
  save: "Save",
  saved: "Saved",
  savedAs: (id: string, version: number) => `${id} is now version ${version}.`,
  notSaved: "Nothing saved",
  stillVersion: (id: string, version: number) => `${id} is still version ${version}.`,

  remove: "Remove",
  removeTitle: "Remove this user?",
  removeForGoodTitle: "Remove this user for good?",
  trashEffect:
    "Lists, searches and the API no longer show it, its own tokens are rejected, and its unique values can be used by others. You can restore it from the trash, where it stays for 30 days unless the server is configured otherwise.",
  removeLoss: (keys: readonly string[]) =>
    `${keys.length === 0 ? "The user" : `The user and all its data (${listKeys(keys)})`} and the data in its history are permanently removed. This cannot be undone. If an application adds this ID again, the user starts at version 1.`,
  removed: "User removed",
  removedText: (id: string) => `${id} was removed for good.`,
};

const MAX_LISTED = 4;

function listKeys(keys: readonly string[]): string {
  const first = keys.slice(0, MAX_LISTED).join(", ");
  return keys.length > MAX_LISTED ? `${first} and ${keys.length - MAX_LISTED} more` : first;
}
