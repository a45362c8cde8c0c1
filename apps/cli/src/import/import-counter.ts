import type { ImportCounts, ImportedLine, ImportStatus } from "@roster/client/files";
import { formatCount } from "../output/format-count.js";

/** Counts the lines of an import by status, and measures its rate. */
export interface ImportCounter {
  readonly counts: ImportCounts;
  readonly add: (lines: readonly Pick<ImportedLine, "status">[]) => void;
  readonly total: () => number;
  /** Lines per second, without those of an earlier run. */
  readonly rate: () => number;
  readonly seconds: () => number;
}

/** `initial` contains the counts of the earlier run that this one resumes. */
export function createImportCounter(initial?: ImportCounts): ImportCounter {
  const start = performance.now();
  const counts = { created: 0, existing: 0, updated: 0, conflict: 0, invalid: 0, ...initial };
  const initialTotal = totalOf(counts);
  const seconds = () => (performance.now() - start) / 1000;
  return {
    counts,
    add: (lines) => {
      for (const { status } of lines) counts[status] += 1;
    },
    total: () => totalOf(counts),
    rate: () => (totalOf(counts) - initialTotal) / Math.max(seconds(), 0.001),
    seconds,
  };
}

const totalOf = ({ created, existing, updated, conflict, invalid }: ImportCounts) =>
  created + existing + updated + conflict + invalid;

const labels = {
  created: ["added", "would be added"],
  existing: ["already existed, unchanged", "already exist"],
  updated: ["already existed, updated", "would be updated"],
  conflict: [
    "rejected: the id or a unique value is already taken",
    "would be rejected: the id already exists",
  ],
  invalid: ["rejected: invalid", "would be rejected: invalid"],
} as const satisfies Record<ImportStatus, readonly [string, string]>;

/** For people: the rate, and one line per status. */
export function renderSummary(
  { counts, total, rate, seconds }: ImportCounter,
  isDryRun: boolean,
): string {
  const width = formatCount(total()).length;
  const line = (status: ImportStatus) =>
    `${formatCount(counts[status]).padStart(width)} ${labels[status][isDryRun ? 1 : 0]}`;
  return [
    `${formatCount(total())} users read in ${seconds().toFixed(1)} s, ${formatCount(rate())} per second:`,
    ...(["created", "existing", "updated", "conflict", "invalid"] as const)
      .filter((status) => status !== "updated" || counts.updated > 0)
      .map(line),
  ].join("\n");
}
