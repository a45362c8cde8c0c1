import { type NewUserState, STATE_KEYS } from "@roster/contract";
import { readTime } from "./time-fields.js";

/** A state that is to be checked by `findStateIssues`. */
type UncheckedState = { readonly [Key in keyof NewUserState]?: unknown };

const keys: ReadonlySet<string> = new Set(STATE_KEYS);

export type StateKey = (typeof STATE_KEYS)[number];

export const isStateKey = (key: string): key is StateKey => keys.has(key);

/** The state among the fields of a line or record, with times in the API's format as far as they can be read. */
export function readState(fields: Readonly<Record<string, unknown>>): UncheckedState {
  const found = STATE_KEYS.filter((key) => fields[key] !== undefined);
  return Object.fromEntries(found.map((key) => [key, readField(key, fields[key])]));
}

function readField(key: StateKey, value: unknown): unknown {
  if (key === "status") return value;
  if (key !== "ban") return toTime(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const { until, bannedAt, ...others }: Record<string, unknown> = { ...value };
  return { until: toTime(until), ...others, bannedAt: toTime(bannedAt) };
}

const toTime = (value: unknown) => readTime(value) ?? value;
