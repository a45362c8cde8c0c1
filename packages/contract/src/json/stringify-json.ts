import { BACKSLASH, FIRST_SURROGATE, QUOTE, SPACE } from "./characters.js";
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
      return isRecord(value) ? writeObject(value) : JSON.stringify(value);
    case "string":
      return quote(value);
    case "number":
      return Number.isFinite(value) ? String(value) : "null";
    case "bigint":
      return String(value);
    default:
      return JSON.stringify(value);
  }
}

/** Whether an object has no `toJSON` method. Callers' objects can have a member of that name. */
function isRecord(value: object): value is Readonly<Record<string, unknown>> {
  return !("toJSON" in value && typeof value.toJSON === "function");
}

function writeArray(items: readonly unknown[]): string {
  let text = "[";
  for (const item of items) {
    if (text !== "[") text += ",";
    text += write(item) ?? "null";
  }
  return `${text}]`;
}

function writeObject(object: Readonly<Record<string, unknown>>): string {
  let text = "{";
  for (const key of Object.keys(object)) {
    const written = write(object[key]);
    if (written === undefined) continue;
    if (text !== "{") text += ",";
    text += `${quote(key)}:${written}`;
  }
  return `${text}}`;
}

/** Longer strings are quoted faster by `JSON.stringify`. */
const SHORT = 64;

/** Most strings are keys, ids and times, which need no escapes: `JSON.stringify` takes several times as long. */
function quote(text: string): string {
  if (text.length > SHORT) return JSON.stringify(text);
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const isPlain = unit >= SPACE && unit < FIRST_SURROGATE && unit !== QUOTE && unit !== BACKSLASH;
    if (!isPlain) return JSON.stringify(text);
  }
  return `"${text}"`;
}
