/** A timestamp as the value of a `datetime-local` input, in the visitor's time zone. */
export function toLocalTime(timestamp: string | undefined): string {
  if (timestamp === undefined) return "";
  const at = new Date(timestamp);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The inverse of {@link toLocalTime}; undefined for an empty or incomplete input. */
export function fromLocalTime(local: string): string | undefined {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? undefined : toTimestamp(at);
}

/** In UTC with microseconds, as the API has it. */
export const toTimestamp = (at: Date): string => at.toISOString().replace("Z", "000Z");
