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
import type { Chart, ChartRow, Series } from "./chart";

const tick = { fontSize: 11, fill: "var(--muted)" };

interface SeriesChartProps {
  chart: Chart;
  /** The width of the container: with any other value, the chart would be drawn twice. */
  width: number;
}

/**
 * The drawing itself. ChartCard has the same data as text and as a table, so nothing here needs the keyboard.
 * There is no animation: the chart is redrawn every few seconds.
 */
export function SeriesChart({ chart, width }: SeriesChartProps) {
  const { series, rows, formatTick, formatTime } = chart;
  const tooltip = ({ active, label }: { active: boolean; label?: string | number | undefined }) => (
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
          content={tooltip}
        />
        {series.map((item) => drawSeries(chart.shape, item))}
      </ComposedChart>
    </ResponsiveContainer>
  );
}

function drawSeries(shape: Chart["shape"], { key, color }: Series) {
  const dataKey = (row: ChartRow) => row.values[key] ?? null;
  const common = { dataKey, isAnimationActive: false } as const;
  switch (shape) {
    case "bars":
      return <Bar key={key} {...common} stackId="all" fill={color} maxBarSize={28} />;
    case "lines":
      return (
        <Line
          key={key}
          {...common}
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
          {...common}
          type="monotone"
          stroke={color}
          strokeWidth={2}
          fill={color}
          fillOpacity={0.12}
        />
      );
  }
}
