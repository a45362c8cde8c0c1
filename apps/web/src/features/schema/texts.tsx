import type { ReactNode } from "react";
import { formatCount, pluralize } from "@/lib/format";

/** "12", or "12 of 3,000" when the number of checked users is known. */
const formatCounts = (count: number, checked: number | undefined) =>
  checked === undefined ? formatCount(count) : `${formatCount(count)} of ${formatCount(checked)}`;

const storedUsers = (count: number) => pluralize(count, "stored user", "stored users");

export const schemaTexts = {
  title: "Schema",
  description: "The JSON Schema that every user’s data must match.",
  none: {
    title: "Data is free-form",
    description:
      "Any JSON object is accepted. A JSON Schema validates every write and defines the form for editing users. From zod: roster schema push user-data.ts",
    write: "Write a schema",
  },
  active: {
    views: "Views of the schema",
    fields: "Fields",
    json: "JSON",
    asJson: "Schema as JSON",
    copy: "Copy the schema",
    edit: "Edit",
    forAll: (version: number, when: ReactNode) => (
      <>
        Version {version}, activated {when}, when every stored user matched it.
      </>
    ),
    forNew: (version: number, when: ReactNode) => (
      <>
        Version {version}, activated {when}, for new writes: stored users may violate it.
      </>
    ),
  },
  fields: {
    label: "Fields of the schema",
    field: "Field",
    type: "Type",
    required: "Required",
    optional: "Optional",
    none: "This schema defines no keys.",
    isOpen: "Other keys are allowed.",
    isClosed: "Other keys are rejected.",
  },
  types: {
    string: "string",
    number: "number",
    integer: "integer",
    object: "object",
    anyOf: (values: readonly string[]) => values.join(" or "),
    arrayOf: (type: string) => `array of ${type}`,
    orNull: (type: string) => `${type} or null`,
    any: "any JSON that the schema accepts",
  },
  check: "Check stored users",
  violations: {
    list: "Users that violate the schema",
    none: (checked: number | undefined) =>
      checked === undefined
        ? "No stored user violates the schema."
        : `None of ${formatCount(checked)} ${storedUsers(checked)} violates the schema.`,
    some: (count: number, checked: number | undefined) =>
      `${formatCounts(count, checked)} ${storedUsers(checked ?? count)} ${pluralize(count, "violates", "violate")} the schema.`,
    first: (shown: number) => `The first ${formatCount(shown)}:`,
  },
  edit: {
    title: "Edit the schema",
    label: "JSON Schema",
    hint: "Draft 2020-12, for the data object",
    cancel: "Cancel",
    save: "Activate",
    saved: "Schema activated",
    savedAs: (version: number) => `Version ${version} now applies to users.`,
    newOnly: "New writes only",
    newOnlyHint:
      "Stored users may violate the schema until they are next written. Without this option, the schema is rejected if any stored user violates it.",
  },
  remove: {
    button: "Remove",
    title: "Remove the schema?",
    action: "Remove schema",
    description:
      "Any data is accepted again, within five seconds in every process. Stored users do not change, and the schema stays in the history.",
    done: "Schema removed",
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
    freeForm: "Data is free-form from this version on.",
    freeFormBefore: "Data was free-form before this version.",
    isSame: "The schema is the same; only the users it applies to have changed.",
    newest: "Newest",
    older: "Older",
  },
};
