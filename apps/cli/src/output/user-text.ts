import type { User, UserBan } from "@roster/client";
import { dataTextOf, formatPath, membersOf } from "@roster/contract/json";
import stringWidth from "string-width";
import { toJsonText, toSafeJson, toSafeText } from "./json-text.js";
import type { Output } from "./output.js";
import { createTable, pad } from "./table.js";

type ShownUser = Omit<User, "dataText">;

/** Values are aligned, except after longer keys. */
const MAX_KEY_WIDTH = 32;

/** Renders a user for people: one line per field and per key of its data, whose values are JSON. */
export function renderUser(user: ShownUser): string {
  const { id, version, createdAt, updatedAt, status, deactivatedAt, deletedAt } = user;
  const members = [...membersOf(dataTextOf(user))];
  const rows: (readonly [string, string])[] = [
    ["id:", id],
    ["version:", String(version)],
    ["created:", createdAt],
    ["updated:", updatedAt],
    ["status:", status],
    ...rowsOf({ "deactivated:": deactivatedAt, "deleted:": deletedAt }),
    ...(user.ban ? rowsOf({ "banned:": banText(user.ban) }) : []),
    ...rowsOf({ "tokens since:": user.tokensValidAfter }),
    ...members.map(({ key, valueToken }) => [`${dataPath(key)}:`, toSafeJson(valueToken)] as const),
  ];
  if (members.length === 0) rows.push(["data:", "{}"]);
  const widest = rows.reduce((width, [key]) => Math.max(width, stringWidth(key)), 0);
  const width = Math.min(widest, MAX_KEY_WIDTH);
  return rows.map(([key, value]) => `${pad(key, width)} ${value}`).join("\n");
}

/** The rows of those fields that have a value. */
const rowsOf = (fields: Readonly<Record<string, string | undefined>>) =>
  Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );

/** How long a ban lasts, and its reason. */
export function banText({ until, reason }: UserBan): string {
  const end = until === null ? "without end" : `until ${until}`;
  return reason === null ? end : `${end}: ${toSafeText(reason).replaceAll("\n", " ")}`;
}

/** Renders users for people, one line each. */
export function createUserTable({ width, bold: styleTitles }: Output) {
  const table = createTable(["ID", "STATUS", "CREATED (UTC)", "DATA"], { width, styleTitles });
  return {
    lines: (users: readonly ShownUser[]) =>
      table.lines(
        users.map((user) => [
          user.id,
          user.ban && user.status !== "deleted" ? `${user.status}, banned` : user.status,
          toMinute(user.createdAt),
          toSafeJson(dataTextOf(user)),
        ]),
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
