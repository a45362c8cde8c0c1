import type { BenchResult, Measurement, Ratio } from "./bench-result.js";
import { costTables } from "./cost-table.js";
import { type Column, markdownTable, textTable } from "./table.js";

const measurementColumns: readonly Column[] = [
  { title: "engine" },
  { title: "case" },
  { title: "lane" },
  { title: "median", align: "right" },
  { title: "rounds", align: "right" },
  { title: "p50 ms", align: "right" },
  { title: "p99 ms", align: "right" },
];

const ratioColumns: readonly Column[] = [
  { title: "engine" },
  { title: "case" },
  { title: "ratio" },
  { title: "value", align: "right" },
  { title: "target" },
  { title: "" },
];

/** The summary printed at the end of a run. */
export function textReport({ measurements, ratios, failures, notRun }: BenchResult): string {
  const failed = failures.map((failure) => `FAILED ${failure}`);
  const skipped = notRun.map((reason) => `NOT RUN ${reason}`);
  const remarks = [...failed, ...skipped].join("\n");
  const { costs, others } = splitCosts(measurements);
  const tables = [
    textTable(measurementColumns, others.map(measurementRow)),
    textTable(ratioColumns, ratios.map(ratioRow)),
    ...costTables(costs).map(({ columns, rows }) => textTable(columns, rows)),
  ];
  return [...tables, ...(remarks ? [remarks] : [])].join("\n\n");
}

/** The summary as Markdown, with the machine and the settings. */
export function markdownReport({ machine, settings, startedAt, ...result }: BenchResult): string {
  const toLine = ([name, value]: readonly [string, unknown]) => `- ${name}: ${String(value)}`;
  const { costs, others } = splitCosts(result.measurements);
  const about = [["started", startedAt] as const, ...Object.entries({ ...machine, ...settings })];
  return [
    [...about.map(toLine), ...result.notRun.map((reason) => `- not run: ${reason}`)].join("\n"),
    markdownTable(ratioColumns, result.ratios.map(ratioRow)),
    markdownTable(measurementColumns, others.map(measurementRow)),
    ...costTables(costs).map(({ columns, rows }) => markdownTable(columns, rows)),
  ].join("\n\n");
}

const splitCosts = (measurements: readonly Measurement[]) => ({
  costs: measurements.filter(({ unit }) => unit === "µs"),
  others: measurements.filter(({ unit }) => unit !== "µs"),
});

function measurementRow(measurement: Measurement): string[] {
  const { engine, lane, unit, rounds, p50, p99 } = measurement;
  const spread = `${toText(Math.min(...rounds))} to ${toText(Math.max(...rounds))}`;
  return [
    engine,
    measurement.case,
    lane,
    `${toText(measurement.median)} ${unit}`,
    spread,
    p50 === undefined ? "" : toText(p50),
    p99 === undefined ? "" : toText(p99),
  ];
}

function ratioRow({ engine, name, value, target = "", reached, ...ratio }: Ratio): string[] {
  const verdict = reached === undefined ? "" : reached ? "reached" : "missed";
  return [engine, ratio.case, name, toText(value), target, verdict];
}

/** Three significant digits, with thousands separators. */
export function toText(value: number): string {
  return value >= 100
    ? Math.round(value).toLocaleString("en-US")
    : String(Number(value.toPrecision(3)));
}
