import { invalid, type UpdateUserInput } from "@roster/contract";
import { type JsonObject, type JsonValue, parseExactJson } from "@roster/contract/json";
import { UserResponse } from "../wire.js";

type Fields = Readonly<Record<string, JsonValue>>;

/** A user may be sent as it was answered: what the server alone sets is passed over. */
const userKeys = Object.keys(UserResponse.shape);

/** The fields of a body that describes one user. */
export function parseFields(text: string): Fields {
  return toFields(parseExactJson(text), { known: userKeys });
}

/**
 * An object, or PHP's `[]`, which is how its SDK writes an empty one, as fields of these names.
 *
 * @throws AppError INVALID for anything else, since what is not understood is not dropped.
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
 * A user's input in the procedures' names. They check it, after they have checked the caller: here it is
 * only renamed. A number is taken for an id in decimal, since PHP and Python users write `add(42)`.
 */
export function toUserInput(id: JsonValue | undefined, { data }: Fields): UpdateUserInput {
  const input = { id: typeof id === "number" ? String(id) : id, data: toData(data) };
  return input as UpdateUserInput; // oxlint-disable-line typescript/consistent-type-assertions
}

/** "No data" is null in Python, Ruby and Go, a missing key in .NET and PHP, and `[]` in PHP. */
function toData(data: JsonValue | undefined): JsonValue {
  return data === undefined || data === null || isEmptyArray(data) ? {} : data;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isEmptyArray(value: JsonValue | undefined): boolean {
  return Array.isArray(value) && value.length === 0;
}
