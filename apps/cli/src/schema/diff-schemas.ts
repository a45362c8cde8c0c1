import { formatPath, type JsonValue } from "@roster/contract/json";
import { toJsonText } from "../output/json-text.js";

/** What differs at a place; a side is absent where it has nothing there. */
export interface Difference {
  readonly path: readonly (string | number)[];
  readonly stored?: JsonValue;
  readonly file?: JsonValue;
}

/** Keywords whose order says nothing. */
const sets = new Set(["required", "enum", "type"]);

/** Where two schemas differ, as deep as they can be followed; the order of keys says nothing. */
export function diffSchemas(
  stored: JsonValue | undefined,
  file: JsonValue | undefined,
  path: Difference["path"] = [],
): Difference[] {
  if (isObject(stored) && isObject(file)) {
    const keys = new Set([...Object.keys(stored), ...Object.keys(file)]);
    return [...keys].flatMap((key) =>
      diffSchemas(own(stored, key), own(file, key), [...path, key]),
    );
  }
  const isSame = text(stored, path) === text(file, path);
  if (isSame) return [];
  return [{ path, ...(stored !== undefined && { stored }), ...(file !== undefined && { file }) }];
}

/** A line for each side that has something: `-` what is stored, `+` what the file has. */
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

const own = (object: Values, key: string) => (Object.hasOwn(object, key) ? object[key] : undefined);

function text(value: JsonValue | undefined, path: Difference["path"]): string | undefined {
  if (value === undefined) return undefined;
  const isSet = Array.isArray(value) && sets.has(String(path.at(-1)));
  return JSON.stringify(
    isSet
      ? value
          .map(sorted)
          .map((one) => JSON.stringify(one))
          .toSorted()
      : sorted(value),
  );
}

/** The value with the keys of its objects in order. */
function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, sorted(inner)] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
