import type { Chart, ChartRow } from "./chart";

/** The values of the step under the pointer. */
export function ChartTooltip({ chart, row }: { chart: Chart; row: ChartRow | undefined }) {
  if (!row) return null;
  return (
    <div className="rounded-lg border bg-raised px-3 py-2 text-xs shadow-raised">
      <p className="font-medium text-ink">{chart.formatTime(row.at)}</p>
      <dl className="mt-1 grid grid-cols-[auto_auto] gap-x-4 gap-y-0.5">
        {chart.series.map(({ key, label, color }) => {
          const value = row.values[key];
          return (
            <div key={key} className="contents">
              <dt className="flex items-center gap-1.5 text-muted">
                <Swatch color={color} />
                {label}
              </dt>
              <dd className="text-right text-ink tabular-nums">
                {typeof value === "number" ? chart.formatValue(value) : "–"}
              </dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
}

export function Swatch({ color }: { color: string }) {
  return (
    <svg viewBox="0 0 8 8" className="size-2" aria-hidden>
      <rect width="8" height="8" rx="2" fill={color} />
    </svg>
  );
}
