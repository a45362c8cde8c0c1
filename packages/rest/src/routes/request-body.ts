import { invalid, type UpdateUserInput } from "@roster/contract";
import {
  isJsonText,
  parseJson,
  type ParsedJson,
  type ParsedJsonObject,
  trustedJsonText,
} from "@roster/contract/json";
import { UserResponse } from "../wire.js";

type Fields = Readonly<Record<string, ParsedJson>>;

const textKeys: ReadonlySet<string> = new Set(["data"]);

/** Parses a body; data stays text. */
export const parseBody = (text: string): ParsedJson => parseJson(text, { textKeys });

/** The fields of a user in a response are accepted: those that only the server sets are ignored. */
const userKeys = Object.keys(UserResponse.shape);

/** Parses a body with one user. */
export function parseFields(text: string): Fields {
  return toFields(parseBody(text), { known: userKeys });
}

/**
 * Checks that a value is an object with known keys only. `[]` counts as an empty object, because the PHP
 * SDK sends it instead.
 *
 * @throws AppError INVALID for anything else; unknown keys are not silently dropped.
 */
export function toFields(
  value: ParsedJson | undefined,
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
export function toUserInput(id: ParsedJson | undefined, { data }: Fields): UpdateUserInput {
  const input = {
    id: typeof id === "number" || typeof id === "bigint" ? String(id) : id,
    data: toData(data),
  };
  return input as UpdateUserInput; // oxlint-disable-line typescript/consistent-type-assertions
}

/** Empty data is null in Python, Ruby and Go, a missing key in .NET and PHP, and `[]` in PHP. */
function toData(data: ParsedJson | undefined): ParsedJson {
  return data === undefined || data === null || isEmptyArray(data) ? trustedJsonText("{}") : data;
}

function isObject(value: ParsedJson | undefined): value is ParsedJsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isJsonText(value);
}

function isEmptyArray(value: ParsedJson | undefined): boolean {
  return Array.isArray(value) && value.length === 0;
}
