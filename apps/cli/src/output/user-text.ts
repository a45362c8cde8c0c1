import type { User } from "@roster/client";
import { formatPath } from "@roster/contract/json";
import stringWidth from "string-width";
import { toJsonText } from "./json-text.js";
import type { Output } from "./output.js";
import { createTable, pad } from "./table.js";

/** Values are aligned, except after longer keys. */
const MAX_KEY_WIDTH = 32;

/** Renders a user for people: one line per field and per key of its data, whose values are JSON. */
export function renderUser({ id, version, createdAt, updatedAt, data }: User): string {
  const keys = Object.keys(data);
  const rows: (readonly [string, string])[] = [
    ["id:", id],
    ["version:", String(version)],
    ["created:", createdAt],
    ["updated:", updatedAt],
    ...keys.map((key) => [`${dataPath(key)}:`, toJsonText(data[key])] as const),
  ];
  if (keys.length === 0) rows.push(["data:", "{}"]);
  const widest = rows.reduce((width, [key]) => Math.max(width, stringWidth(key)), 0);
  const width = Math.min(widest, MAX_KEY_WIDTH);
  return rows.map(([key, value]) => `${pad(key, width)} ${value}`).join("\n");
}

/** Renders users for people, one line each. */
export function createUserTable({ width, bold: styleTitles }: Output) {
  const table = createTable(["ID", "CREATED (UTC)", "DATA"], { width, styleTitles });
  return {
    lines: (users: readonly User[]) =>
      table.lines(
        users.map(({ id, createdAt, data }) => [id, toMinute(createdAt), toJsonText(data)]),
      ),
  };
}

/** Shortens `2026-11-23T09:30:00.000001Z` to `2026-11-23 09:30`. */
const toMinute = (timestamp: string) => timestamp.slice(0, 16).replace("T", " ");

/** A data key as formatPath writes it, but quoted and escaped if it has unusual characters. */
function dataPath(key: string): string {
  const path = formatPath(["data", key]);
  return /^[\w.$]+$/.test(path) ? path : `data[${toJsonText(key)}]`;
}
