import { InvalidArgumentError } from "@commander-js/extra-typings";
import { parseTimestamp, TIMESTAMP_RULE } from "@roster/contract";

/** Parses a date, or a time with a time zone. */
export function toTimestamp(text: string): string {
  const time = parseTimestamp(text);
  if (time === undefined) throw new InvalidArgumentError(`It ${TIMESTAMP_RULE}.`);
  return time;
}
