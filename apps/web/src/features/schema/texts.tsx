import type { ReactNode } from "react";
import { pluralize, formatCount } from "@/lib/format";

/** "12", or "12 of 3,000" where it is known how many were looked at. */
const formatCounts = (count: number, checked: number | undefined) =>
  checked === undefined ? formatCount(count) : `${formatCount(count)} of ${formatCount(checked)}`;

const storedUsers = (count: number) => pluralize(count, "stored user", "stored users");

export const schemaTexts = {
  title: "Schema",
  description: "What every user’s data is held to, whoever writes it.",
  none: {
    title: "Data is free-form",
    what: "Any JSON object will do. A JSON Schema holds every write to it, and draws the form that users are edited in. From zod: roster schema push user-data.ts",
    write: "Write a schema",
  },
  inForce: {
    views: "Views of the schema",
    fields: "Fields",
    json: "JSON",
    asJson: "Schema as JSON",
    copy: "Copy the schema",
    edit: "Edit",
    forAll: (version: number, when: ReactNode) => (
      <>
        Version {version}, set {when}, when every stored user kept to it.
      </>
    ),
    forNew: (version: number, when: ReactNode) => (
      <>
        Version {version}, set {when}, for new writes: stored users may break it.
      </>
    ),
  },
  fields: {
    label: "Fields of the schema",
    field: "Field",
    type: "Type",
    required: "Required",
    optional: "Optional",
    none: "This schema names no keys.",
    isOpen: "Keys that are not named here are let through.",
    isClosed: "Keys that are not named here are refused.",
  },
  types: {
    text: "text",
    number: "number",
    integer: "whole number",
    object: "object",
    anyOf: (values: readonly string[]) => values.join(" or "),
    listOf: (type: string) => `list of ${type}`,
    orNull: (type: string) => `${type} or null`,
    any: "any JSON that the schema takes",
  },
  check: "Check stored users",
  breaches: {
    list: "Users that break it",
    none: (checked: number | undefined) =>
      checked === undefined
        ? "No stored user would break it."
        : `None of ${formatCount(checked)} ${storedUsers(checked)} would break it.`,
    some: (count: number, checked: number | undefined) =>
      `${formatCounts(count, checked)} ${storedUsers(checked ?? count)} ${pluralize(count, "breaks", "break")} it.`,
    first: (shown: number) => `The first ${formatCount(shown)}:`,
  },
  edit: {
    title: "Edit the schema",
    label: "JSON Schema",
    hint: "Draft 2020-12, for the data object",
    cancel: "Cancel",
    save: "Put in force",
    saved: "In force",
    savedAs: (version: number) => `Users are held to version ${version}.`,
    newOnly: "For new writes only",
    newOnlyHint:
      "Stored users may break it until they are next written. Otherwise it is refused where one does.",
  },
  remove: {
    button: "Remove",
    title: "Remove the schema?",
    action: "Remove schema",
    what: "Any data may be written again, within five seconds in every process. Stored users stay as they are, and the schema stays in the history.",
    done: "Removed",
    doneAs: (version: number) => `Data is free-form again, as version ${version}.`,
  },
  history: {
    title: "History",
    list: "Versions",
    version: (version: number) => `Version ${version}`,
    isFreeForm: "free-form: no schema",
    forAll: "for all users",
    forNew: "for new writes",
    show: "Show changes",
    hide: "Hide",
    showOf: (version: number) => `Show changes of version ${version}`,
    hideOf: (version: number) => `Hide changes of version ${version}`,
    changesOf: (version: number) => `Changes of version ${version}`,
    wasFreeForm: "From here on data was free-form.",
    wasFreeFormBefore: "Data was free-form before.",
    isSame: "The same schema; only whom it is for has changed.",
    newest: "Newest",
    older: "Older",
  },
};
