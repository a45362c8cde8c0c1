const pattern =
  /^(\d{4}-\d\d-\d\d)(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,6}))?)?(Z|[+-]\d\d:[0-5]\d))?$/;

/** The formats that {@link parseTimestamp} accepts, as a message. */
export const TIMESTAMP_RULE =
  "must be a date (2026-11-23, which means midnight UTC) or a time with a time zone (2026-11-23T09:30:00.000001Z)";

/** Converts a date, or a time with a time zone, to the API's timestamp format; undefined if it is neither. */
export function parseTimestamp(text: string): string | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, date = "", hour = "00", minute = "00", second = "00", fraction = "", zone = "Z"] = match;
  // A nonexistent day such as 2026-02-30 would roll over into the next month.
  const day = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || !day.toISOString().startsWith(date)) return undefined;
  const time = new Date(`${date}T${hour}:${minute}:${second}${zone}`);
  if (Number.isNaN(time.getTime())) return undefined;
  const seconds = time.toISOString().slice(0, -5);
  // Years before 0 and after 9999 are written with a sign.
  return seconds.length === 19 ? `${seconds}.${fraction.padEnd(6, "0")}Z` : undefined;
}
