import { raw, type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import { byKey, type UserKey } from "./user-keys.js";

/** The width of a number, which fits a time in microseconds until 2286. */
const DIGITS = 16;

/** Stands for NULL. */
const NONE = "9".repeat(DIGITS);

/** A user with the numbers and the JSON that a statement needs. */
export interface Entry extends UserKey {
  readonly numbers: readonly (number | bigint | undefined)[];
  /** Spliced in as it is: both engines return its exact text, in half the time of parsing it from a string. */
  readonly json: string;
}

/**
 * Rows as one JSON object, so that the SQL does not depend on their number: the numbers, the length of the app id and
 * both ids are the key. Parsing an array for each of its elements would take much longer.
 */
export function toEntriesJson(entries: readonly Entry[]): string {
  const texts = entries.toSorted(byKey).map(({ numbers, appId, id, json }) => {
    const prefix = [...numbers, appId.length].map(toDigits);
    return `"${prefix.join("")}${appId}${id}":${json}`;
  });
  return `{${texts.join(",")}}`;
}

/** @throws RangeError for a number that would move those after it. */
function toDigits(number: number | bigint | undefined): string {
  const digits = String(number ?? NONE).padStart(DIGITS, "0");
  if (digits.length > DIGITS) throw new RangeError(`${digits} has more than ${DIGITS} digits`);
  return digits;
}

/** The same for users of one app without numbers: the ids are the keys. */
export function toIdEntriesJson(entries: readonly Omit<Entry, "numbers">[]): string {
  const texts = entries.toSorted(byKey).map(({ id, json }) => `"${id}":${json}`);
  return `{${texts.join(",")}}`;
}

/** The number at an index of an entry's numbers, or NULL. `key` is the entry's. */
export const numberOf = (key: Sql, index: number): Sql =>
  sql`NULLIF(CAST(substr(${key}, ${raw(`${index * DIGITS + 1}, ${DIGITS}`)}) AS BIGINT), ${raw(NONE)})`;

/** The ids of an entry of `r` that has this many numbers. */
export function idsOf(numbers: number): { readonly appId: Sql; readonly id: Sql } {
  const length = sql`CAST(${numberOf(sql`r.key`, numbers)} AS INTEGER)`;
  const start = raw(String((numbers + 1) * DIGITS + 1));
  return {
    appId: sql`substr(r.key, ${start}, ${length})`,
    id: sql`substr(r.key, ${start} + ${length})`,
  };
}
