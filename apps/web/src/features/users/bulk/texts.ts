import type { UserTotal } from "@roster/contract";

const numbers = new Intl.NumberFormat("en");
const number = (value: number) => numbers.format(value);
const users = (count: number) => `${number(count)} ${count === 1 ? "user" : "users"}`;
/** Not yet counted: without the number. */
const usersOr = (count: number | undefined) => (count === undefined ? "users" : users(count));

export const bulkTexts = {
  bar: "Selection",
  selected: (count: number) => `${number(count)} selected`,
  allSelected: (except: number) =>
    except === 0 ? "All that are found are selected" : `All found but ${number(except)} selected`,
  elsewhere: (count: number) => `(${number(count)} not on this page)`,
  selectFound: (total: UserTotal | undefined) =>
    total ? `Select all ${number(total.value)}${total.isExact ? "" : "+"}` : "Select all",
  change: "Change",
  download: "Export",
  remove: "Delete",
  clear: "Clear the selection",

  progress: "Progress",
  phase: (phase: string, { seen, most }: { seen: number; most: number }) => {
    const place = `${number(seen)} of ${users(most)}`;
    if (phase === "ended") return `Through: ${place}`;
    if (phase === "stopped") return `Stopped at ${place}. The others are as they were.`;
    return phase === "stopping" ? `Stopping at ${place}` : place;
  },
  missing: (count: number) => `${users(count)} did not exist any more`,
  failed: (count: number) => `${users(count)} refused`,
  problems: "Users of whom it was not done",
  isMissing: "Nobody has this id any more.",
  moreProblems: (count: number) => `and ${number(count)} more, which are in the results`,
  stop: "Stop",
  goOn: "Go on",
  saveResults: "Save the results",
  typeCount: (count: number) => `Type ${number(count)} to go on`,
  wrongCount: (count: number) => `This is not ${number(count)}`,
  notCounted: (reason: string) => `The users could not be counted. ${reason}`,

  allFound: (except: number) =>
    except === 0
      ? "They are all that the search and the filter find, on every page."
      : `They are all that the search and the filter find, on every page, but for ${number(except)}.`,
  andMore: (count: number) => `and ${number(count)} more`,

  removeTitle: (count: number | undefined) => `Delete ${usersOr(count)}?`,
  removeAction: (count: number | undefined) => `Delete ${usersOr(count)}`,
  removeLoss: (count: number | undefined) =>
    count === 1
      ? "The user and all its data are deleted for good. There is no undo."
      : "The users and all their data are deleted for good. There is no undo.",
  removeAgain: "Should an application add such an id again, it begins anew at version 1.",
  removed: (count: number) => `${users(count)} deleted`,

  downloadTitle: (count: number | undefined) => `Export ${usersOr(count)}`,
  downloadAction: "Export",
  downloaded: (count: number) => `${users(count)} exported`,

  changeTitle: (count: number | undefined) => `Change the data of ${usersOr(count)}`,
  changeAction: (count: number | undefined) => `Change ${usersOr(count)}`,
  changeLoss:
    "Each gets a new version. What stands at these places now is lost; all other data stays as it is.",
  changed: (count: number) => `${users(count)} changed`,
  mode: "Write the changes as",
  asRows: "Fields",
  asJson: "JSON",
  changes: "Changes",
  rowKind: (row: number) => `Change ${row}`,
  rowPath: (row: number) => `Path of change ${row}`,
  rowValue: (row: number) => `Value of change ${row}`,
  removeRow: (row: number) => `Remove change ${row}`,
  set: "Set",
  unset: "Remove",
  addRow: "Add a change",
  pathExample: "address.city",
  valuePlaceholder: "Value",
  valueHint:
    'What is JSON is taken as JSON: 5 is a number, true a boolean, "5" a text; pro is a text.',
  patchJson: "Changes as JSON",
  patchHint: "Paths and values in set, paths in unset.",
  rowProblem: (path: string, problem: string) =>
    path.trim() === "" ? `This change ${problem}` : `${path.trim()}: ${problem}`,
  noPath: "has no path",
  setTwice: "is set above already",
  noObject: "must be an object of paths and values",
  noPaths: "must be a list of paths",
  unknownKey: "is neither set nor unset",
  notUnique: (path: string) => `Another user has this value at ${path}, where values are unique`,
};
