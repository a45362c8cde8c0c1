import type { UserReads } from "@roster/contract";

const modes: Record<UserReads, { readonly label: string; readonly hint: string }> = {
  self: {
    label: "Only themselves",
    hint: "A user token can read only its own user, and cannot find out who else exists.",
  },
  byId: {
    label: "Others by their ID",
    hint: "A user token can also get users whose ID it has, but not list, count or search them.",
  },
  all: {
    label: "All users",
    hint: "A user token can also list, filter, sort, search and count all users.",
  },
};

export const userReadsTexts = {
  title: "What end users can read",
  description:
    "Anyone who uses your application has a user token, in a browser or a mobile app, and can call the API with it directly. Whatever it can read is as good as public among your users. Your backend’s server tokens can always read everything.",
  label: "Users that a user token can read",
  modes,
  fields: "What it sees of others",
  everything: "Everything",
  chosen: "Only chosen fields",
  everythingHint: "All data of other users, and whether they are banned or deactivated.",
  chosenHint:
    "The ID, the version and the times are always visible; everything else that is not listed here is hidden, and cannot be filtered, sorted or searched by.",
  publicFields: "Public fields",
  noField: "No field is public.",
  path: "Path of a public field",
  pathExample: "data.name",
  add: "Add field",
  hide: (path: string) => `Hide ${path}`,
  isAdded: "This field is public already",
  isNoData: "Only data has to be made public; use data.<key>",
  tooMany: (count: number) => `At most ${count} fields can be public`,
  applied: "All servers apply a new setting within five seconds.",
  save: "Save",
  saved: "Saved",
  savedText: (label: string) => `End users can now read: ${label}.`,
  notice: {
    label: "Access of end users",
    text: "Every end user of this app can read all users in full.",
    decide: "Decide what they can read",
    dismiss: "Leave as it is",
  },
};
