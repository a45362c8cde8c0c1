import type { ImportCounts } from "@roster/client/files";
import { formatCount } from "@/lib/format";
import { importTexts } from "@/features/import/texts";

const texts = importTexts.result;

interface ImportCountListProps {
  counts: ImportCounts;
  isDryRun: boolean;
}

/** The number of lines by result. */
export function ImportCountList({ counts, isDryRun }: ImportCountListProps) {
  const rows = [
    { label: isDryRun ? texts.wouldBeCreated : texts.created, count: counts.created },
    { label: texts.existing, count: counts.existing },
    { label: isDryRun ? texts.wouldBeUpdated : texts.updated, count: counts.updated },
    { label: texts.conflict, count: counts.conflict },
    { label: texts.invalid, count: counts.invalid },
  ];
  return (
    <dl
      aria-label={texts.counts}
      className="grid grid-cols-2 gap-px overflow-hidden rounded-xl border bg-line sm:grid-cols-5"
    >
      {rows.map(({ label, count }) => (
        <div key={label} className="flex flex-col-reverse justify-end gap-0.5 bg-surface px-4 py-3">
          <dt className="text-xs text-muted">{label}</dt>
          <dd className="text-lg font-semibold tabular-nums">{formatCount(count)}</dd>
        </div>
      ))}
    </dl>
  );
}
