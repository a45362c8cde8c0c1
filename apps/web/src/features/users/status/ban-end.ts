import type { BanUserInput } from "@roster/contract";
import { fromLocalTime } from "@/lib/local-time";
import { banTexts } from "./ban-texts";

export const banEnds = ["hour", "day", "week", "month", "time", "never"] as const;
export type BanEnd = (typeof banEnds)[number];

const HOUR = 3600;
const DAY = 24 * HOUR;
const seconds: Readonly<Record<string, number>> = {
  hour: HOUR,
  day: DAY,
  week: 7 * DAY,
  month: 30 * DAY,
};

interface BanForm {
  readonly end: BanEnd;
  /** Of an `<input type="datetime-local">`, in the visitor's time zone. */
  readonly time: string;
  readonly reason: string;
}

type Ban = Omit<BanUserInput, "id" | "ifVersion">;

/** The ban as the API takes it: durations by the server's clock, times in UTC with microseconds. */
export function readBan(
  { end, time, reason }: BanForm,
  now: Date,
): { readonly value: Ban } | { readonly error: string } {
  const text = reason.trim();
  const why = text === "" ? {} : { reason: text };
  if (end !== "time") {
    const duration = seconds[end];
    return { value: { ...(duration !== undefined && { seconds: duration }), ...why } };
  }
  const until = fromLocalTime(time);
  if (until === undefined) return { error: banTexts.noTime };
  if (new Date(until) <= now) return { error: banTexts.pastTime };
  return { value: { until, ...why } };
}
