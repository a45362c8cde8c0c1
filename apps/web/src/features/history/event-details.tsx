import { type AuditEvent, isUtcTimestamp } from "@roster/contract";
import type { ReactNode } from "react";
import { ExactTime } from "@/components/time";
import { detailTexts } from "@/features/history/detail-texts";

type Details = AuditEvent["details"];

/** What is particular to an event: the name of a key, what a setting was before. */
export function EventDetails({ details }: { details: Details }) {
  const shown = Object.entries(details).flatMap(([name, value]) => {
    const text = formatDetail(name, value, details);
    return text === undefined ? [] : [[name, text] as const];
  });
  if (shown.length === 0) return null;
  return (
    <dl className="mt-0.5 flex flex-wrap gap-x-3 text-[0.8125rem]">
      {shown.map(([name, text]) => (
        <div key={name} className="min-w-0">
          <dt className="inline text-muted">{detailTexts.nameOf(name)}:</dt>{" "}
          <dd className="inline wrap-anywhere">{text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Undefined for what says nothing. */
function formatDetail(name: string, value: Details[string], details: Details): ReactNode {
  if (name === "publicFields") return value === null ? detailTexts.everything : value;
  // Without a value, a detail says something only next to what it was before.
  const isCompared = detailTexts.isBefore(name) || detailTexts.beforeOf(name) in details;
  if (value === null || value === "") return isCompared ? detailTexts.none : undefined;
  if (typeof value === "boolean") return value ? detailTexts.yes : detailTexts.no;
  return typeof value === "string" && isUtcTimestamp(value) ? <ExactTime at={value} /> : value;
}
