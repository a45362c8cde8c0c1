"use client";
import dynamic from "next/dynamic";
import { useRef } from "react";
import { classNames } from "@/lib/class-names";
import { Swatch } from "./chart-tooltip";
import { ChartTable } from "./chart-table";
import type { Chart } from "./chart";
import { useDeferredWidth } from "./use-deferred-width";

const placeholder = () => <div className="skeleton h-full" />;

const SeriesChart = dynamic(() => import("./series-chart").then((module) => module.SeriesChart), {
  ssr: false,
  loading: placeholder,
});

interface ChartCardProps {
  title: string;
  /** Shown when the chart has no data. */
  empty: string;
  chart: Chart;
  /** The chart shows the previous data while new data is loading. */
  isStale: boolean;
}

/** A chart with a title, a legend, a text summary and a table. */
export function ChartCard({ title, empty, chart, isStale }: ChartCardProps) {
  return (
    <figure
      className={classNames(
        "flex min-w-0 flex-col rounded-2xl border bg-surface px-5 pt-4 pb-3 transition-opacity",
        isStale && "opacity-60",
      )}
    >
      <figcaption className="flex min-h-6 flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="text-sm font-semibold">{title}</h2>
        {!chart.isEmpty && <Legend chart={chart} />}
      </figcaption>
      {chart.isEmpty ? (
        <p className="grid h-52 place-items-center px-6 text-center text-sm text-balance text-muted">
          {empty}
        </p>
      ) : (
        <>
          <div role="img" aria-label={chart.summary} className="mt-2 -ml-2 h-52 text-xs">
            <LazyChart chart={chart} />
          </div>
          <ChartTable title={title} chart={chart} />
        </>
      )}
    </figure>
  );
}

function LazyChart({ chart }: { chart: Chart }) {
  const container = useRef<HTMLDivElement>(null);
  const width = useDeferredWidth(container);
  return (
    <div ref={container} className="h-full">
      {width === undefined ? placeholder() : <SeriesChart chart={chart} width={width} />}
    </div>
  );
}

function Legend({ chart: { series } }: { chart: Chart }) {
  if (series.length < 2) return null;
  return (
    <ul className="flex flex-wrap gap-x-3.5 text-xs text-muted">
      {series.map(({ key, label, color }) => (
        <li key={key} className="flex items-center gap-1.5">
          <Swatch color={color} />
          {label}
        </li>
      ))}
    </ul>
  );
}
