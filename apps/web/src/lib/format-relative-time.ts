const formatter = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const date = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone: "UTC" });

const units = [
  { unit: "minute", seconds: 60, below: 60 * 60 },
  { unit: "hour", seconds: 60 * 60, below: 24 * 60 * 60 },
  { unit: "day", seconds: 24 * 60 * 60, below: 30 * 24 * 60 * 60 },
] as const;

/** "just now", "5 minutes ago", "yesterday"; after a month the date, in UTC. */
export function formatRelativeTime(at: Date, now: Date): string {
  const seconds = Math.max(0, (now.getTime() - at.getTime()) / 1000);
  if (seconds < 120) return "just now";
  const found = units.find(({ below }) => seconds < below);
  return found
    ? formatter.format(-Math.floor(seconds / found.seconds), found.unit)
    : date.format(at);
}
