import { USAGE_KINDS, type UsageStats, type UserStats } from "@roster/contract";
import { homeTexts } from "@/features/home/texts";
import { formatCount, formatDay, formatLatency, formatCompact, formatTime } from "./format";
import type { Chart, Series } from "./chart";

const counts = { formatValue: formatCount, formatTick: formatCompact, formatTime };

export function growthChart({ points, total }: UserStats): Chart {
  const added = points.reduce((sum, point) => sum + point.added, 0);
  let users = total - added;
  return {
    ...counts,
    shape: "area",
    formatTime: formatDay,
    series: [{ key: "users", label: homeTexts.growth.users, color: "var(--accent)" }],
    rows: points.map((point) => ({ at: point.from, values: { users: (users += point.added) } })),
    summary: homeTexts.growth.summary(formatCount(total), formatCount(added)),
    isEmpty: total === 0,
  };
}

const kindColors = {
  adds: "var(--accent)",
  reads: "var(--code-number)",
  updates: "var(--notice)",
  removals: "var(--code-literal)",
  others: "var(--line-strong)",
} as const;

export function callsChart({ points, total }: UsageStats): Chart {
  const shown = USAGE_KINDS.filter((kind) => total.calls[kind] > 0);
  const labels = homeTexts.calls.kinds;
  return {
    ...counts,
    shape: "bars",
    series: shown.map((kind) => ({ key: kind, label: labels[kind], color: kindColors[kind] })),
    rows: points.map(({ from, calls }) => ({ at: from, values: calls })),
    summary: homeTexts.calls.summary(
      joinParts(shown.map((kind) => `${labels[kind]} ${formatCount(total.calls[kind])}`)),
    ),
    isEmpty: shown.length === 0,
  };
}

const errorColors = [
  "var(--danger)",
  "var(--notice)",
  "var(--code-literal)",
  "var(--code-number)",
  "var(--line-strong)",
];

/** The most frequent error first. */
export function errorsChart({ points, total }: UsageStats): Chart {
  const codes = Object.entries(total.errors).toSorted(([, a], [, b]) => b - a);
  const series: Series[] = codes.map(([code], index) => ({
    key: code,
    label: code,
    color: errorColors[index % errorColors.length] ?? "var(--danger)",
  }));
  return {
    ...counts,
    shape: "bars",
    series,
    rows: points.map(({ from, errors }) => ({ at: from, values: { ...zeros(series), ...errors } })),
    summary: homeTexts.errors.summary(
      joinParts(codes.map(([code, calls]) => `${code} ${formatCount(calls)}`)),
    ),
    isEmpty: codes.length === 0,
  };
}

const percentiles = [
  { key: "p50", color: "var(--accent)" },
  { key: "p95", color: "var(--code-number)" },
  { key: "p99", color: "var(--notice)" },
] as const;

export function latencyChart({ points, total }: UsageStats): Chart {
  const labels = homeTexts.latency.percentiles;
  const { latency } = total;
  return {
    shape: "lines",
    formatValue: formatLatency,
    formatTick: formatLatency,
    formatTime,
    series: percentiles.map(({ key, color }) => ({ key, label: labels[key], color })),
    rows: points.map((point) => ({ at: point.from, values: point.latency ?? {} })),
    summary: homeTexts.latency.summary(
      joinParts(
        latency
          ? percentiles.map(({ key }) => `${labels[key]} ${formatLatency(latency[key])}`)
          : [],
      ),
    ),
    isEmpty: latency === null,
  };
}

const zeros = (series: readonly Series[]) => Object.fromEntries(series.map(({ key }) => [key, 0]));

const joinParts = (parts: readonly string[]) =>
  parts.length > 0 ? parts.join(", ") : homeTexts.none;
