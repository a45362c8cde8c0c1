import { invalid, type UpdateUserInput } from "@roster/contract";
import { type JsonObject, type JsonValue, parseExactJson } from "@roster/contract/json";
import { UserResponse } from "../wire.js";

type Fields = Readonly<Record<string, JsonValue>>;

/** The fields of a user in a response are accepted: those that only the server sets are ignored. */
const userKeys = Object.keys(UserResponse.shape);

/** Parses a body with one user. */
export function parseFields(text: string): Fields {
  return toFields(parseExactJson(text), { known: userKeys });
}

/**
 * Checks that a value is an object with known keys only. `[]` counts as an empty object, because the PHP
 * SDK sends it instead.
 *
 * @throws AppError INVALID for anything else; unknown keys are not silently dropped.
 */
export function toFields(
  value: JsonValue | undefined,
  { known = userKeys, path = [] }: { known?: readonly string[]; path?: (string | number)[] } = {},
): Fields {
  const object = isEmptyArray(value) ? {} : value;
  if (!isObject(object)) throw invalid([{ path, message: "must be a JSON object" }]);
  const unknown = Object.keys(object).filter((key) => !known.includes(key));
  const [first, ...rest] = unknown.map((key) => ({
    path: [...path, key],
    message: "is not a known key",
  }));
  if (first) throw invalid([first, ...rest]);
  return object;
}

/**
 * Renames the fields for the procedures, which authorize the caller and then validate them. A number is
 * converted to a decimal id, because PHP and Python users write `add(42)`.
 */
export function toUserInput(id: JsonValue | undefined, { data }: Fields): UpdateUserInput {
  const input = { id: typeof id === "number" ? String(id) : id, data: toData(data) };
  return input as UpdateUserInput; // oxlint-disable-line typescript/consistent-type-assertions
}

/** Empty data is null in Python, Ruby and Go, a missing key in .NET and PHP, and `[]` in PHP. */
function toData(data: JsonValue | undefined): JsonValue {
  return data === undefined || data === null || isEmptyArray(data) ? {} : data;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isEmptyArray(value: JsonValue | undefined): boolean {
  return Array.isArray(value) && value.length === 0;
}
