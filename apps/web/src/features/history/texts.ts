import type { AuditType, ChangeActor, ChangeType, Surface } from "@roster/contract";
import { formatCount } from "@/lib/format";

const types: Record<ChangeType | AuditType, string> = {
  "user.baseline": "First known state",
  "user.created": "Added",
  "user.updated": "Updated",
  "user.deleted": "Removed",
  "user.restored": "Restored",
  "user.deactivated": "Deactivated",
  "user.reactivated": "Reactivated",
  "user.banned": "Banned",
  "user.unbanned": "Unbanned",
  "user.tokensRevoked": "Tokens revoked",
  "app.added": "App added",
  "app.renamed": "App renamed",
  "app.removed": "App removed",
  "app.historySet": "History setting changed",
  "app.userReadsSet": "Access of end users changed",
  "apiKey.added": "API key added",
  "apiKey.updated": "API key changed",
  "apiKey.rotated": "API key rotated",
  "apiKey.revoked": "API key revoked",
  "token.created": "Token created",
  "schema.set": "Schema activated",
  "schema.removed": "Schema removed",
  "index.added": "Index added",
  "index.removed": "Index removed",
  "users.imported": "Users imported",
  "users.exported": "Users exported",
  "user.exported": "User exported",
  "admin.signedIn": "Signed in",
  "admin.signInFailed": "Sign-in failed",
  "admin.signedOut": "Signed out",
  "admin.passwordChanged": "Password changed",
  "admin.sessionsEnded": "Sessions ended",
};

const actors: Record<ChangeActor["kind"], (name: string) => string> = {
  apiKey: (name) => name,
  user: (id) => `user ${id}`,
  // The first one has no name at first, and had none in earlier releases.
  admin: (name) => (name === "admin" ? "the administrator" : name),
  system: () => "Roster",
};

const surfaces: Record<Surface, string | undefined> = {
  trpc: "through the API",
  rest: "through the REST API",
  dashboard: "in the dashboard",
  system: undefined,
};

export const historyTexts = {
  tab: "History",
  title: "Changes",
  loading: "Loading changes",
  pages: "Pages of the log",
  newest: "Newest",
  older: "Older",
  types,
  actors,
  surfaces,
  version: (version: number) => `version ${formatCount(version)}`,
  by: "by",
  allBy: (actor: string) => `All entries by ${actor}`,
  onBehalfOf: (name: string) => `on behalf of ${name}`,
  onBehalfOfHint: "Stated by the application; Roster cannot verify it.",
  changed: "Changed paths",
  allData: "all data",
  dataOf: (version: number) => `to the data of version ${formatCount(version)}`,
  modes: { soft: "can be restored", hard: "permanently" },
  banned: (reason: string | null) => (reason === null ? "" : `: ${reason}`),
  bannedUntil: "until",
  bannedForGood: "without an end",
  show: "Details",
  hide: "Hide",
  showOf: (entry: string) => `Details of ${entry}`,
  hideOf: (entry: string) => `Hide details of ${entry}`,
  changesOf: (entry: string) => `Changed data: ${entry}`,
  sameData: "The data did not change.",
  noData: "The log has no data for this change.",
  noBefore: "The log does not have the data before this change. The data after it:",
  lastData: "The data before:",
  at: "Time",
  request: "Request",
  copyRequest: "Copy request ID",
  number: "Number",
  none: {
    title: "No changes in the log",
    description:
      "Changes are kept for a limited time. The next change of this user will be shown here.",
  },
  off: {
    title: "History is off",
    description:
      "This app keeps no changes, so none can be shown or undone. You can turn history on under Settings.",
  },
  thin: "This app keeps who changed what and when, but no data: earlier versions cannot be restored.",
  restore: {
    button: "Restore this version",
    title: (version: number) => `Restore version ${formatCount(version)}?`,
    description: (version: number) =>
      `The data of version ${formatCount(version)} is saved as a new version. The current data stays in the history.`,
    changes: "Changes by restoring",
    same: "The current data is the same.",
    done: "Version restored",
    doneAs: (id: string, version: number) => `${id} is now version ${formatCount(version)}.`,
    unchanged: "Nothing restored",
    stillVersion: (id: string, version: number) =>
      `${id} is still version ${formatCount(version)}.`,
  },
};
