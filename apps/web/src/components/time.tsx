"use client";
import { useSyncExternalStore } from "react";
import { formatRelativeTime } from "@/lib/format-relative-time";

const MINUTE_MS = 60_000;

const exact = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "long" });
const inUtc = new Intl.DateTimeFormat("en", {
  dateStyle: "medium",
  timeStyle: "long",
  timeZone: "UTC",
});

/** A timestamp in the visitor's time zone; in UTC, labelled as such, until hydration. */
export function ExactTime({ at }: { at: string }) {
  const isHydrated = useIsHydrated();
  const text = (isHydrated ? exact : inUtc).format(new Date(at));
  return <time dateTime={at}>{text}</time>;
}

/** A relative time; shows the exact one on hover. */
export function RelativeTime({ at }: { at: string }) {
  const isHydrated = useIsHydrated();
  const now = useMinute();
  return (
    // Server and browser may render different minutes; the next tick corrects that.
    <time
      dateTime={at}
      title={isHydrated ? exact.format(new Date(at)) : undefined}
      suppressHydrationWarning
    >
      {formatRelativeTime(new Date(at), new Date(now))}
    </time>
  );
}

/** The current time in milliseconds, updated every minute. Server and browser may render different minutes. */
export const useMinute = () => useSyncExternalStore(everyMinute, currentMinute, currentMinute);

/** False on the server and until the page is interactive. */
export const useIsHydrated = () =>
  useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );

function everyMinute(onChange: () => void): () => void {
  const timer = setInterval(onChange, MINUTE_MS);
  return () => clearInterval(timer);
}

/** The end of the current minute, so that no timestamp appears to be in the future. */
const currentMinute = () => Math.ceil(Date.now() / MINUTE_MS) * MINUTE_MS;
