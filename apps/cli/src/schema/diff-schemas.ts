import { formatPath, type JsonValue } from "@roster/contract/json";
import { toJsonText } from "../output/json-text.js";

/** A difference at a path. A side without a value at that path is absent. */
export interface Difference {
  readonly path: readonly (string | number)[];
  readonly stored?: JsonValue;
  readonly file?: JsonValue;
}

/** Keywords whose order is irrelevant. */
const unorderedKeywords = new Set(["required", "enum", "type"]);

/** The differences between two schemas, as deep as possible, ignoring the order of keys. */
export function diffSchemas(
  stored: JsonValue | undefined,
  file: JsonValue | undefined,
  path: Difference["path"] = [],
): Difference[] {
  if (isObject(stored) && isObject(file)) {
    const keys = new Set([...Object.keys(stored), ...Object.keys(file)]);
    return [...keys].flatMap((key) =>
      diffSchemas(ownValue(stored, key), ownValue(file, key), [...path, key]),
    );
  }
  const isSame = canonicalText(stored, path) === canonicalText(file, path);
  if (isSame) return [];
  return [{ path, ...(stored !== undefined && { stored }), ...(file !== undefined && { file }) }];
}

/** One line per value: `-` for the stored schema, `+` for the file. */
export function renderDifferences(differences: readonly Difference[]): string {
  return differences
    .flatMap(({ path, stored, file }) => {
      const place = path.length === 0 ? "schema" : formatPath(path);
      const line = (sign: string, value: JsonValue) => `${sign} ${place}: ${toJsonText(value)}`;
      return [
        ...(stored === undefined ? [] : [line("-", stored)]),
        ...(file === undefined ? [] : [line("+", file)]),
      ];
    })
    .join("\n");
}

type Values = { readonly [key: string]: JsonValue };

function isObject(value: JsonValue | undefined): value is Values & JsonValue {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const ownValue = (object: Values, key: string) =>
  Object.hasOwn(object, key) ? object[key] : undefined;

function canonicalText(value: JsonValue | undefined, path: Difference["path"]): string | undefined {
  if (value === undefined) return undefined;
  const isSet = Array.isArray(value) && unorderedKeywords.has(String(path.at(-1)));
  return JSON.stringify(
    isSet
      ? value
          .map(sortKeys)
          .map((one) => JSON.stringify(one))
          .toSorted()
      : sortKeys(value),
  );
}

/** Sorts the keys of all objects in a value. */
function sortKeys(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, sortKeys(inner)] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
