import { rightsTexts } from "./texts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How far before its end a key is marked; nearer ends stand out more. */
const marks = [
  { days: 1, isUrgent: true },
  { days: 7, isUrgent: true },
  { days: 30, isUrgent: false },
] as const;

const relative = new Intl.RelativeTimeFormat("en", { numeric: "always" });

export interface ExpiryMark {
  readonly text: string;
  readonly isUrgent: boolean;
}

/** What to point out about the end of a key; undefined while it is more than 30 days away. */
export function expiryMark(expiresAt: string | null, now: Date): ExpiryMark | undefined {
  if (expiresAt === null) return undefined;
  const left = new Date(expiresAt).getTime() - now.getTime();
  if (left <= 0) return { text: rightsTexts.expired, isUrgent: true };
  const mark = marks.find(({ days }) => left <= days * DAY_MS);
  if (!mark) return undefined;
  const when =
    mark.days === 1
      ? relative.format(Math.ceil(left / HOUR_MS), "hour")
      : relative.format(Math.ceil(left / DAY_MS), "day");
  return { text: rightsTexts.expires(when), isUrgent: mark.isUrgent };
}

/** Whether a key can be used. */
export function isWorking(
  {
    revokedAt,
    expiresAt,
  }: { readonly revokedAt: string | null; readonly expiresAt: string | null },
  now = new Date(),
): boolean {
  return revokedAt === null && (expiresAt === null || new Date(expiresAt) > now);
}
