import { completionTexts } from "./completion-texts";
import { collectPathHints, type DataPathHint } from "./data-paths";
import { type Expected, parsePrefix } from "./parse-prefix";
import type { User } from "@/lib/trpc/user";
import type { JsonObject, JsonValue } from "@roster/contract/json";

export interface Completion {
  readonly label: string;
  readonly detail: string;
  /** The text that is inserted when it is chosen. */
  readonly insert: string;
}

export interface Completions {
  /** The range of the text that a choice replaces. */
  readonly from: number;
  readonly to: number;
  readonly options: readonly Completion[];
}

const MAX_OPTIONS = 50;

const fields: readonly Completion[] = [
  field("id", completionTexts.fields.id),
  field("created", completionTexts.fields.created),
  field("updated", completionTexts.fields.updated),
  field("version", completionTexts.fields.version),
  field("status", completionTexts.fields.status),
  field("banned", completionTexts.fields.banned),
];

const operators = [
  ["=", completionTexts.operators.equal],
  ["!=", completionTexts.operators.other],
  [">", completionTexts.operators.above],
  [">=", completionTexts.operators.least],
  ["<", completionTexts.operators.below],
  ["<=", completionTexts.operators.most],
  ["contains", completionTexts.operators.contains],
  ["startswith", completionTexts.operators.starts],
  ["in (", completionTexts.operators.oneOf],
  ["not in (", completionTexts.operators.noneOf],
  ["exists", completionTexts.operators.exists],
  ["not exists", completionTexts.operators.absent],
] as const;

/** The operators that apply to each field outside data. */
const operatorsOf: Readonly<Record<string, (operator: string) => boolean>> = {
  id: (operator) => !operator.endsWith("exists"),
  version: isOrder,
  created: isOrder,
  createdAt: isOrder,
  updated: isOrder,
  updatedAt: isOrder,
  status: isEquality,
  banned: isEquality,
};

/** The possible values of fields outside data. */
const valuesOf: Readonly<Record<string, readonly JsonValue[]>> = {
  status: ["active", "deactivated"],
  banned: [true, false],
};

/** Lists what can follow the text before the caret. */
export function completionsAt(
  text: string,
  caret: number,
  paths: readonly DataPathHint[],
): Completions {
  const { expected, fragment } = parsePrefix(text.slice(0, caret));
  const rest = /^[^\s"'(),=!<>]*/u.exec(text.slice(caret))?.[0] ?? "";
  const isWord = /[^\s=!<>]$/u.test(fragment);
  const wanted = fragment.toLowerCase();
  const options = optionsFor(expected, paths)
    .filter(
      ({ label, insert }) => insert.trim() !== fragment && label.toLowerCase().includes(wanted),
    )
    .toSorted((one, other) => rank(one, wanted) - rank(other, wanted))
    .slice(0, MAX_OPTIONS);
  return { from: caret - fragment.length, to: caret + (isWord ? rest.length : 0), options };
}

const rank = ({ label }: Completion, wanted: string) =>
  label.toLowerCase().startsWith(wanted) ? 0 : 1;

function optionsFor(expected: Expected, paths: readonly DataPathHint[]): readonly Completion[] {
  switch (expected.kind) {
    case "path":
      return [...paths.map(pathOption), ...fields, word("not", completionTexts.words.not)];
    case "operator": {
      const applies = operatorsOf[expected.path] ?? (() => true);
      return operators
        .filter(([operator]) => applies(operator) && operator.startsWith(expected.after))
        .map(([operator, detail]) => word(operator.slice(expected.after.length).trim(), detail));
    }
    case "value": {
      const hint = paths.find((path) => writeFilterPath(path.keys) === expected.path);
      return (hint?.values ?? valuesOf[expected.path] ?? []).map((value) =>
        word(JSON.stringify(value), ""),
      );
    }
    case "join":
      return [word("and", completionTexts.words.and), word("or", completionTexts.words.or)];
    case "nothing":
      return [];
  }
}

/** A key that needs no quotes in the filter language. */
const plainKey = /^[^\s"'(),.=!<>\\]+$/u;

/** Formats a data path in the filter language. */
export function writeFilterPath(keys: readonly string[]): string {
  return ["data", ...keys].map((key) => (plainKey.test(key) ? key : JSON.stringify(key))).join(".");
}

function pathOption({ keys, type }: DataPathHint): Completion {
  const path = writeFilterPath(keys);
  return { label: path, detail: type, insert: `${path} ` };
}

function field(name: string, detail: string): Completion {
  return { label: name, detail, insert: `${name} ` };
}

function word(label: string, detail: string): Completion {
  return { label, detail, insert: label.endsWith("(") ? label : `${label} ` };
}

function isEquality(operator: string): boolean {
  return operator === "=" || operator === "!=";
}

function isOrder(operator: string): boolean {
  return /^[=!<>]/.test(operator) || operator.endsWith("in (");
}

/** Loaded only when the visitor starts to type a filter. */
export function createCompleter(schema: JsonObject | null | undefined, users: readonly User[]) {
  const hints = collectPathHints(schema, users);
  return (text: string, caret: number): Completions => completionsAt(text, caret, hints);
}
