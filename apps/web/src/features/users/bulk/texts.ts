import type { UserTotal } from "@roster/contract";
import { formatCount, pluralize } from "@/lib/format";
import { usersOf as users, usersOr } from "./user-counts";

export const bulkTexts = {
  bar: "Selection",
  selected: (count: number) => `${formatCount(count)} selected`,
  allSelected: (except: number) =>
    except === 0
      ? "All matching users selected"
      : `All matching users except ${formatCount(except)} selected`,
  elsewhere: (count: number) => `(${formatCount(count)} not on this page)`,
  selectAllMatching: (total: UserTotal | undefined) =>
    total ? `Select all ${formatCount(total.value)}${total.isExact ? "" : "+"}` : "Select all",
  patch: "Patch",
  export: "Export",
  remove: "Remove",
  clear: "Clear selection",

  progress: "Progress",
  phase: (phase: string, { seen, most }: { seen: number; most: number }) => {
    const progress = `${formatCount(seen)} of ${users(most)}`;
    if (phase === "ended") return `Done: ${progress}`;
    if (phase === "stopped") return `Stopped at ${progress}. The others were not processed.`;
    return phase === "stopping" ? `Stopping at ${progress}` : progress;
  },
  missing: (count: number) => `${users(count)} no longer ${pluralize(count, "exists", "exist")}`,
  failed: (count: number) => `${users(count)} failed`,
  failures: "Users that failed",
  isMissing: "This user no longer exists.",
  moreFailures: (count: number) => `and ${formatCount(count)} more, listed in the results`,
  stop: "Stop",
  resume: "Resume",
  saveResults: "Save results",
  typeCount: (count: number) => `Type ${formatCount(count)} to confirm`,
  wrongCount: (count: number) => `This is not ${formatCount(count)}`,
  notCounted: (reason: string) => `The users could not be counted. ${reason}`,

  allMatching: (except: number) =>
    except === 0
      ? "All users of this list, on every page."
      : `All users of this list, on every page, except ${formatCount(except)}.`,
  andMore: (count: number) => `and ${formatCount(count)} more`,

  removeTitle: (count: number | undefined) => `Remove ${usersOr(count)}?`,
  removeForGoodTitle: (count: number | undefined) => `Remove ${usersOr(count)} for good?`,
  trashEffect:
    "Lists, searches and the API no longer show these users, their own tokens are rejected, and their unique values can be used by others. You can restore them from the trash, where they stay for 30 days unless the server is configured otherwise.",
  removeLoss:
    "All data of these users, and the data in their history, is permanently removed. This cannot be undone. If an application adds a user again, it starts at version 1.",
  removed: {
    soft: (count: number) => `${users(count)} moved to the trash`,
    hard: (count: number) => `${users(count)} removed`,
  },

  exportTitle: (count: number | undefined) => `Export ${usersOr(count)}`,
  exportAction: "Export",
  exported: (count: number) => `${users(count)} exported`,

  patchTitle: (count: number | undefined) => `Patch the data of ${usersOr(count)}`,
  patchAction: (count: number | undefined) => `Patch ${usersOr(count)}`,
  patchLoss:
    "Each user gets a new version. The values at these paths are replaced; all other data is kept.",
  patched: (count: number) => `${users(count)} patched`,
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
  addRow: "Add change",
  pathExample: "address.city",
  valuePlaceholder: "Value",
  valueHint:
    'Valid JSON is stored as JSON: 5 is a number, true a boolean, "5" a string. Anything else is stored as a string.',
  patchJson: "Changes as JSON",
  patchHint: "An object of paths and values in set, a list of paths in unset.",
  rowProblem: (path: string, problem: string) =>
    path.trim() === "" ? `This change ${problem}` : `${path.trim()}: ${problem}`,
  noPath: "needs a path",
  setTwice: "is already set above",
  notAnObject: "must be an object of paths and values",
  notPaths: "must be a list of paths",
  unknownKey: "must be set or unset",
  notUnique: (path: string) =>
    `Another user already has this value at ${path}, which must be unique`,
};
