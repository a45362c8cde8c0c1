"use client";
import { useMinute } from "@/components/time";
import { classNames } from "@/lib/class-names";
import { expiryMark } from "./expiry";

/** Points out that a key ends within 30 days or has ended. */
export function ExpiryBadge({ expiresAt }: { expiresAt: string | null }) {
  const mark = expiryMark(expiresAt, new Date(useMinute()));
  if (!mark) return null;
  return (
    <span
      className={classNames(
        "rounded-md px-1.5 text-xs leading-5",
        mark.isUrgent ? "bg-danger-soft text-danger" : "bg-notice-soft text-notice",
      )}
      suppressHydrationWarning
    >
      {mark.text}
    </span>
  );
}
