import type { Measurement } from "./bench-result.js";
import type { Column } from "./table.js";

interface CostTable {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

/** For each engine the costs of a request: a row per part and a column per kind of request, from `add@1, tRPC`. */
export function costTables(measurements: readonly Measurement[]): CostTable[] {
  const costs = measurements.map(({ engine, lane, median }) => {
    const [job = "", part = ""] = lane.split(", ");
    return { engine, job, part, median };
  });
  return [...new Set(costs.map(({ engine }) => engine))].map((engine) => {
    const ours = costs.filter((cost) => cost.engine === engine);
    const jobs = [...new Set(ours.map(({ job }) => job))];
    const parts = [...new Set(ours.map(({ part }) => part))];
    const sumOf = (job: string, included: readonly string[]) =>
      ours
        .filter((cost) => cost.job === job && included.includes(cost.part))
        .reduce((sum, { median }) => sum + median, 0)
        .toFixed(1);
    const rowOf = (title: string, included: readonly string[]) => [
      title,
      ...jobs.map((job) => sumOf(job, included)),
    ];
    return {
      columns: [
        { title: `${engine}, µs` },
        ...jobs.map((title): Column => ({ title, align: "right" })),
      ],
      rows: [...parts.map((part) => rowOf(part, [part])), rowOf("sum", parts)],
    };
  });
}
