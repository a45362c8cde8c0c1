import type { HistoryStats } from "@roster/contract";
import type { ReactNode } from "react";
import { RelativeTime } from "@/components/time";
import { settingsTexts } from "@/features/settings/texts";
import { formatCount } from "@/lib/format";
import { formatBytes } from "@/lib/format-bytes";

const texts = settingsTexts.history;

/** How much is in the change log. */
export function HistorySize({ stats: { changes, bytes, oldestAt } }: { stats: HistoryStats }) {
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3 px-5 py-4 sm:grid-cols-3">
      <Figure name={texts.changes}>{formatCount(changes)}</Figure>
      <Figure name={texts.size}>{texts.about(formatBytes(bytes))}</Figure>
      <Figure name={texts.oldest}>
        {oldestAt === null ? texts.none : <RelativeTime at={oldestAt} />}
      </Figure>
    </dl>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs font-medium text-muted">{name}</dt>
      <dd className="mt-0.5 font-medium tabular-nums">{children}</dd>
    </div>
  );
}
