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

/** A moment in the visitor's zone. Until the browser has taken over, in UTC, and it says so. */
export function ExactTime({ at }: { at: string }) {
  const isHere = useIsBrowser();
  const text = (isHere ? exact : inUtc).format(new Date(at));
  return <time dateTime={at}>{text}</time>;
}

/** How long ago; the exact moment on hover. */
export function RelativeTime({ at }: { at: string }) {
  const isHere = useIsBrowser();
  const now = useSyncExternalStore(everyMinute, currentMinute, currentMinute);
  return (
    // The server's "2 minutes ago" may be the browser's "3 minutes ago"; the next minute mends it.
    <time
      dateTime={at}
      title={isHere ? exact.format(new Date(at)) : undefined}
      suppressHydrationWarning
    >
      {formatRelativeTime(new Date(at), new Date(now))}
    </time>
  );
}

const useIsBrowser = () =>
  useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );

function everyMinute(onChange: () => void): () => void {
  const timer = setInterval(onChange, MINUTE_MS);
  return () => clearInterval(timer);
}

/** The end of the running minute: nothing looks as if it were yet to come. */
const currentMinute = () => Math.ceil(Date.now() / MINUTE_MS) * MINUTE_MS;
