const form =
  /^(\d{4}-\d\d-\d\d)(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,6}))?)?(Z|[+-]\d\d:[0-5]\d))?$/;

export const TIMESTAMP_RULE =
  "must be a date (2026-11-23, which is its first moment in UTC) or a time with its zone (2026-11-23T09:30:00.000001Z)";

/** A date or a time with a zone as a timestamp of the API, in UTC; undefined for what is neither. */
export function parseTimestamp(text: string): string | undefined {
  const match = form.exec(text);
  if (!match) return undefined;
  const [, date = "", hour = "00", minute = "00", second = "00", fraction = "", zone = "Z"] = match;
  // A day that there is not, such as 2026-02-30, would roll into the next month.
  const day = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || !day.toISOString().startsWith(date)) return undefined;
  const moment = new Date(`${date}T${hour}:${minute}:${second}${zone}`);
  if (Number.isNaN(moment.getTime())) return undefined;
  const seconds = moment.toISOString().slice(0, -5);
  // Years before 0 and after 9999 are written with a sign.
  return seconds.length === 19 ? `${seconds}.${fraction.padEnd(6, "0")}Z` : undefined;
}
