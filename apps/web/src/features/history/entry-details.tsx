"use client";
import dynamic from "next/dynamic";
import { ExactTime } from "@/components/time";
import { CopyableText } from "@/components/ui/copyable-text";
import { formatJson } from "@/features/json/format-json";
import { JsonView } from "@/features/json/json-view";
import { historyTexts } from "@/features/history/texts";
import { type AuditEntry, type Change, isChange } from "@/lib/trpc/change";
import { changeTextsOf } from "@/lib/trpc/data-text";

export const JsonDiff = dynamic(
  () => import("@/features/json/json-diff").then((module) => module.JsonDiff),
  { ssr: false, loading: () => <div className="skeleton h-24" aria-hidden /> },
);

interface EntryDetailsProps {
  entry: AuditEntry;
  /** Names the entry. */
  name: string;
}

/** The data before and after a change, and where to find its request in the server's log. */
export function EntryDetails({ entry, name }: EntryDetailsProps) {
  return (
    <>
      {isChange(entry) && <ChangedData change={entry} label={historyTexts.changesOf(name)} />}
      <dl className="flex flex-wrap gap-x-6 gap-y-1 text-xs text-muted">
        <Detail name={historyTexts.at}>
          <ExactTime at={entry.at} />
        </Detail>
        <Detail name={historyTexts.request}>
          <CopyableText text={entry.requestId} label={historyTexts.copyRequest}>
            <code className="font-mono">{entry.requestId}</code>
          </CopyableText>
        </Detail>
        <Detail name={historyTexts.number}>{entry.seq}</Detail>
      </dl>
    </>
  );
}

function Detail({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="flex min-w-0 gap-1.5">
      <dt>{name}</dt>
      <dd className="min-w-0 text-ink">{children}</dd>
    </div>
  );
}

function ChangedData({ change, label }: { change: Change; label: string }) {
  const { before, after } = changeTextsOf(change);
  if (before === undefined && after === undefined) return <Note>{historyTexts.noData}</Note>;
  if (before !== undefined && after !== undefined) {
    if (before === after) return <Note>{historyTexts.sameData}</Note>;
    return <JsonDiff before={formatJson(before)} after={formatJson(after)} label={label} />;
  }
  const isNew = change.type === "user.created" || change.type === "user.baseline";
  return (
    <>
      {after === undefined && <Note>{historyTexts.lastData}</Note>}
      {before === undefined && !isNew && <Note>{historyTexts.noBefore}</Note>}
      <div className="overflow-hidden rounded-lg border">
        <JsonView json={after ?? before ?? ""} label={label} />
      </div>
    </>
  );
}

const Note = ({ children }: { children: React.ReactNode }) => (
  <p className="text-sm text-muted">{children}</p>
);
