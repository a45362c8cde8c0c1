"use client";
import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { ChartTooltip } from "./chart-tooltip";
import type { ChartData, ChartRow, Series } from "./series";

const tick = { fontSize: 11, fill: "var(--muted)" };

interface SeriesChartProps {
  chart: ChartData;
  /** Of the place where it is drawn first: with another it would be drawn twice. */
  width: number;
}

/**
 * What is drawn of a chart. Its frame says the same in words and as a table, so that nothing here is to be
 * reached by keyboard. Nothing moves: it is drawn anew every few seconds.
 */
export function SeriesChart({ chart, width }: SeriesChartProps) {
  const { series, rows, formatTick, formatTime } = chart;
  const tip = ({ active, label }: { active: boolean; label?: string | number | undefined }) => (
    <ChartTooltip chart={chart} row={active ? rows.find(({ at }) => at === label) : undefined} />
  );
  return (
    <ResponsiveContainer width="100%" height="100%" initialDimension={{ width, height: 208 }}>
      <ComposedChart
        data={[...rows]}
        accessibilityLayer={false}
        margin={{ top: 8, right: 4, bottom: 0, left: 0 }}
        barCategoryGap="18%"
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="at"
          tickFormatter={formatTime}
          tick={tick}
          tickLine={false}
          axisLine={{ stroke: "var(--line)" }}
          minTickGap={44}
        />
        <YAxis
          width={54}
          tickFormatter={formatTick}
          tick={tick}
          tickLine={false}
          axisLine={false}
          allowDecimals={chart.shape === "lines"}
          tickCount={4}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={
            chart.shape === "bars" ? { fill: "var(--hover)" } : { stroke: "var(--line-strong)" }
          }
          content={tip}
        />
        {series.map((one) => draw(chart.shape, one))}
      </ComposedChart>
    </ResponsiveContainer>
  );
}

function draw(shape: ChartData["shape"], { key, color }: Series) {
  const dataKey = (row: ChartRow) => row.values[key] ?? null;
  const still = { dataKey, isAnimationActive: false } as const;
  switch (shape) {
    case "bars":
      return <Bar key={key} {...still} stackId="all" fill={color} maxBarSize={28} />;
    case "lines":
      return (
        <Line
          key={key}
          {...still}
          type="monotone"
          stroke={color}
          strokeWidth={1.75}
          dot={{ r: 1.5, fill: color, strokeWidth: 0 }}
          connectNulls
        />
      );
    case "area":
      return (
        <Area
          key={key}
          {...still}
          type="monotone"
          stroke={color}
          strokeWidth={2}
          fill={color}
          fillOpacity={0.12}
        />
      );
  }
}
