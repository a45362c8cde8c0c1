import type { ReactNode } from "react";

const numbers = new Intl.NumberFormat("en");

export const userTexts = {
  copyId: "Copy the id",
  duplicate: "Duplicate",
  loading: "The user is being loaded",
  nobody: "Nobody has this id",
  nobodyWhy: "The user was deleted, or has never been on this roster.",
  toUsers: "To the users",

  panel: (id: string) => `User ${id}`,
  above: "The user above",
  below: "The user below",
  wholePage: "Open as a page",
  closePanel: "Close",

  created: "Created",
  copyCreated: "Copy the time of creation",
  lastChange: "Last change",
  copyChanged: "Copy the time of the last change",
  notChanged: "not changed since",
  noChange: "None",
  version: "Version",
  copyVersion: "Copy the version",
  countsChanges: "one more with every change",
  asAdded: "as it was added",
  size: "Size",
  bytes: (count: number) => `${numbers.format(count)} bytes`,
  asJson: "as JSON",

  views: "Views of this user",
  data: "Data",
  dataJson: "Data as JSON",
  copyData: "Copy the data",
  raw: "Raw JSON",
  userJson: "User as JSON",
  copyUser: "Copy the user",
  code: "Code",
  fetchWith: "Fetch this user with",
  secretHint: "Key and secret come from the environment; the secret belongs on a server alone.",

  edit: "Edit",
  editData: "Edit data",
  replaces: "What you save replaces the data whole.",
  newer: (version: number) =>
    `Version ${version} was saved meanwhile. When you save, you will see both.`,
  save: "Save",
  saved: "Saved",
  savedAs: (id: string, version: number) => `${id} is now version ${version}.`,
  notSaved: "Nothing saved",
  stays: (id: string, version: number) => `${id} stays as it is in version ${version}.`,

  remove: "Delete",
  removeTitle: "Delete this user?",
  removeAction: "Delete user",
  removeLoss: (id: ReactNode, keys: readonly string[]) => (
    <>
      {id} and {keys.length === 0 ? "its record" : `all its data (${named(keys)})`} are deleted for
      good. There is no undo.
    </>
  ),
  removeAgain: "Should an application add this id again, it begins anew at version 1.",
  deleted: "Deleted",
  deletedWho: (id: string) => `${id} is no longer on the roster.`,
};

const MAX_NAMED = 4;

function named(keys: readonly string[]): string {
  const first = keys.slice(0, MAX_NAMED).join(", ");
  return keys.length > MAX_NAMED ? `${first} and ${keys.length - MAX_NAMED} more` : first;
}
