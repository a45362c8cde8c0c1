"use client";
import { useState } from "react";
import { homeTexts } from "@/features/home/texts";
import type { Chart } from "./chart";

/** The chart's values as a table, rendered when it is first opened. */
export function ChartTable({ title, chart }: { title: string; chart: Chart }) {
  const [isOpen, setIsOpen] = useState(false);
  const { series, rows, formatValue, formatTime } = chart;
  return (
    <details
      className="mt-1.5 text-xs"
      onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}
    >
      <summary className="w-fit cursor-pointer rounded-sm py-1 text-muted hover:text-ink">
        {homeTexts.viewAsTable}
        <span className="sr-only">: {title}</span>
      </summary>
      {isOpen && (
        <div tabIndex={0} role="region" aria-label={title} className="mt-1 max-h-64 overflow-auto">
          <table className="w-full text-right tabular-nums">
            <thead className="sticky top-0 bg-surface text-muted">
              <tr>
                <th className="py-1 text-left font-medium">{homeTexts.time}</th>
                {series.map(({ key, label }) => (
                  <th key={key} className="py-1 pl-4 font-medium">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.toReversed().map(({ at, values }) => (
                <tr key={at} className="border-t">
                  <th className="py-1 text-left font-normal text-muted">{formatTime(at)}</th>
                  {series.map(({ key }) => {
                    const value = values[key];
                    return (
                      <td key={key} className="py-1 pl-4">
                        {typeof value === "number" ? formatValue(value) : "–"}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
