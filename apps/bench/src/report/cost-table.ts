import type { Measurement } from "./bench-result.js";
import type { Column } from "./table.js";

interface CostTable {
  readonly engine: Measurement["engine"];
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

/** For each engine the costs of a request in microseconds: a row per part and a column per case. */
export function costTables(measurements: readonly Measurement[]): CostTable[] {
  return [...new Set(measurements.map(({ engine }) => engine))].map((engine) => {
    const ours = measurements.filter((measurement) => measurement.engine === engine);
    const cases = [...new Set(ours.map((measurement) => measurement.case))];
    const parts = [...new Set(ours.map(({ lane }) => lane))];
    const costOf = (part: string | undefined, name: string) =>
      ours
        .filter(({ lane, case: of }) => of === name && (part === undefined || lane === part))
        .reduce((sum, { median }) => sum + median, 0)
        .toFixed(1);
    const rowOf = (title: string, part?: string) => [
      title,
      ...cases.map((name) => costOf(part, name)),
    ];
    return {
      engine,
      columns: [
        { title: `µs per request, ${engine}` },
        ...cases.map((name): Column => ({ title: name.replace("cost of ", ""), align: "right" })),
      ],
      rows: [...parts.map((part) => rowOf(part, part)), rowOf("sum")],
    };
  });
}
