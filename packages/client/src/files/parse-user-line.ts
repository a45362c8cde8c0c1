import { membersOf, parseJson, parseJsonText, trustedJsonText } from "@roster/contract/json";
import { timeFields } from "./time-fields.js";

const textKeys = new Set(["data"]);

/**
 * Parses a line of NDJSON: `id`, `data` as text, and times. Without `data`, all other keys are the data.
 *
 * @throws AppError INVALID, with the path.
 */
export function parseUserLine(text: string): unknown {
  const value = parseJson(text, { textKeys });
  if (typeof value !== "object" || value === null || Object.hasOwn(value, "data")) return value;
  if (Array.isArray(value)) return value;
  const fields = Object.entries(value).filter(([key]) => !isDataKey(key));
  return { ...Object.fromEntries(fields), data: trustedJsonText(dataOf(text)) };
}

function dataOf(text: string): string {
  const members = Array.from(membersOf(parseJsonText(text).text));
  const written = members.flatMap(({ key, keyToken, valueToken }) =>
    isDataKey(key) ? `${keyToken}:${valueToken}` : [],
  );
  return `{${written.join()}}`;
}

const isDataKey = (key: string) => key !== "id" && !timeFields.has(key);
