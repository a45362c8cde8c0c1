import { isJsonText } from "./json-text.js";

/**
 * Like `JSON.stringify`, but writes a `JsonText` as its text and a bigint as an integer. Members that are undefined
 * are omitted. Only for our own objects: getters run, and cycles do not end.
 */
export function stringifyJson(value: unknown): string {
  return write(value) ?? "null";
}

function write(value: unknown): string | undefined {
  switch (typeof value) {
    case "object":
      if (value === null) return "null";
      if (isJsonText(value)) return value.text;
      if (Array.isArray(value)) return writeArray(value);
      return hasToJson(value) ? JSON.stringify(value) : writeObject(value);
    case "bigint":
      return String(value);
    default:
      return JSON.stringify(value);
  }
}

/** Callers' objects can have a member of that name, which is not a function. */
function hasToJson(value: object): boolean {
  return "toJSON" in value && typeof value.toJSON === "function";
}

function writeArray(items: readonly unknown[]): string {
  let text = "[";
  for (const item of items) {
    if (text !== "[") text += ",";
    text += write(item) ?? "null";
  }
  return `${text}]`;
}

function writeObject(object: object): string {
  let text = "{";
  for (const [key, member] of Object.entries(object)) {
    const written = write(member);
    if (written === undefined) continue;
    if (text !== "{") text += ",";
    text += `${JSON.stringify(key)}:${written}`;
  }
  return `${text}}`;
}
