import type { ChangeDetails, ChangeType, HistoryMode } from "@roster/contract";
import { membersOf } from "@roster/contract/json";
import { keyOf, type UserKey } from "../users/user-keys.js";
import type { ChangeSource } from "./change-source.js";

/** A change that is logged if the statement that makes it returns the user. */
export interface NewChange extends UserKey {
  readonly type: ChangeType;
  readonly source: ChangeSource;
  readonly history: Exclude<HistoryMode, "off">;
  /** The changed keys of the data, and other fields in brackets; absent: all of the data. */
  readonly changed?: readonly (string | readonly [field: string])[] | undefined;
  readonly details?: ChangeDetails | undefined;
}

/** More changed keys are logged as a change of all of the data. */
const MAX_CHANGED_KEYS = 100;

/** The top-level keys whose values differ; undefined for too many. Both are minified objects. */
export function findChangedKeys(before: string, after: string): readonly string[] | undefined {
  const rest = new Map([...membersOf(before)].map(({ key, valueToken }) => [key, valueToken]));
  const changed: string[] = [];
  for (const { key, valueToken } of membersOf(after)) {
    if (rest.get(key) !== valueToken) changed.push(key);
    rest.delete(key);
  }
  changed.push(...rest.keys());
  return changed.length > MAX_CHANGED_KEYS ? undefined : changed;
}

/** What the log says about changed users: one entry for all of them, or one for each by {@link keyOf}. */
export interface LogEntries {
  readonly json: string;
  readonly isShared: boolean;
}

/**
 * A JSON array for the statement that logs. A call's changes share one; in a group commit, each has its own. `users` is
 * how many users the statement changes: if some are not to be logged, an entry must not be shared.
 */
export function toLogEntries(changes: readonly NewChange[], users: number): LogEntries {
  const texts = changes.map((change) => toEntryJson(change));
  const [first = ""] = texts;
  if (changes.length === users && texts.every((text) => text === first)) {
    return { json: first, isShared: true };
  }
  const entries = changes.map((change, index) => `"${keyOf(change)}":${texts[index]}`);
  return { json: `{${entries.join(",")}}`, isShared: false };
}

function toEntryJson({ type, source, history, changed, details }: NewChange): string {
  const { actor, surface, requestId } = source;
  const withData = history === "full" && type !== "user.deleted";
  return JSON.stringify([
    type,
    withData ? 1 : 0,
    changed ? JSON.stringify(changed) : null,
    details ? JSON.stringify(details) : null,
    actor.kind,
    actor.id,
    actor.name ?? null,
    actor.onBehalfOf ?? null,
    surface,
    requestId,
  ]);
}
