import { InvalidArgumentError } from "@commander-js/extra-typings";

const secondsPerUnit: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Parses `90s`, `15m`, `1h` or `30d` into seconds. */
export function toSeconds(text: string): number {
  const [, count, unit = ""] = /^(\d{1,9})([smhd])$/.exec(text) ?? [];
  const seconds = Number(count) * (secondsPerUnit[unit] ?? NaN);
  if (seconds >= 1) return seconds;
  throw new InvalidArgumentError("Use a number and s, m, h or d, such as 90s, 15m, 1h or 30d.");
}
