import type { AuditEntry, Change, ChangeActor } from "@roster/client";
import { parseUserPath } from "@roster/contract";
import { valueTokenAt } from "@roster/contract/json";
import { toSafeJson, toSafeText } from "./json-text.js";
import { truncate } from "./table.js";
import { banText } from "./user-text.js";

/** Values in a list of changed paths are shortened to this many columns. */
const MAX_VALUE_WIDTH = 40;

/** Shortens `2026-11-23T09:30:00.000001Z` to `2026-11-23 09:30:00`. */
export const toSecond = (timestamp: string) => timestamp.slice(0, 19).replace("T", " ");

/** With the kind, because users choose ids such as `admin`, and keys have any name. */
const actorTexts: Record<ChangeActor["kind"], (name: string) => string> = {
  apiKey: (name) => `key ${name}`,
  user: (id) => `user ${id}`,
  admin: (name) => (name === "admin" ? "administrator" : `administrator ${name}`),
  system: () => "Roster",
};

/** Who made a change, and for whom. */
export function actorText({ kind, id, name, onBehalfOf }: ChangeActor): string {
  const actor = actorTexts[kind](name ?? id);
  return toSafeText(onBehalfOf === undefined ? actor : `${actor} for ${onBehalfOf}`);
}

/** What a change or an event has changed, in one line. */
export function detailsOf(entry: AuditEntry): string {
  if ("version" in entry) return changeText(entry);
  return Object.entries(entry.details)
    .map(([name, value]) => `${name}: ${toSafeText(String(value))}`)
    .join(", ");
}

function changeText(change: Change): string {
  const { type, ban, details } = change;
  if (type === "user.banned" && ban) return banText(ban);
  const notes = [
    ...(details?.mode === undefined ? [] : [details.mode]),
    ...(details?.revertedTo === undefined ? [] : [`reverted to version ${details.revertedTo}`]),
  ];
  return [...notes, ...(change.changed ?? []).map((path) => pathText(path, change))].join("; ");
}

/** A changed path with its values before and after, as far as they are known. */
function pathText(path: string, { dataText, beforeText }: Change): string {
  const read = parseUserPath(path);
  if ("error" in read || dataText === undefined || beforeText === undefined) {
    return toSafeText(path);
  }
  const [, ...keys] = read.value;
  const show = (text: string) => {
    const token = valueTokenAt(text, keys);
    return token === undefined ? "none" : truncate(toSafeJson(token), MAX_VALUE_WIDTH);
  };
  return `${toSafeText(path)}: ${show(beforeText)} → ${show(dataText)}`;
}
