import type { ImportCounts, ImportedLine, ImportStatus } from "@roster/client/files";

/** How many lines came to what, and in how long. */
export interface Tally {
  readonly counts: ImportCounts;
  readonly add: (lines: readonly Pick<ImportedLine, "status">[]) => void;
  readonly total: () => number;
  /** A second, of those that this run has read. */
  readonly rate: () => number;
  readonly seconds: () => number;
}

/** `begun` are the counts of an earlier run that this one goes on with. */
export function createTally(begun?: ImportCounts): Tally {
  const start = performance.now();
  const counts = { created: 0, existing: 0, updated: 0, conflict: 0, invalid: 0, ...begun };
  const before = totalOf(counts);
  const seconds = () => (performance.now() - start) / 1000;
  return {
    counts,
    add: (lines) => {
      for (const { status } of lines) counts[status] += 1;
    },
    total: () => totalOf(counts),
    rate: () => (totalOf(counts) - before) / Math.max(seconds(), 0.001),
    seconds,
  };
}

const totalOf = ({ created, existing, updated, conflict, invalid }: ImportCounts) =>
  created + existing + updated + conflict + invalid;

export const grouped = (count: number) => Math.round(count).toLocaleString("en-US");

const meanings = {
  created: ["added", "would be added"],
  existing: ["were there already, and stay as they are", "are there already"],
  updated: ["were there already, and have the new data", "would get the new data"],
  conflict: [
    "refused: their ids, or values that are unique, are taken",
    "would be refused: their ids exist already",
  ],
  invalid: [
    "refused: no users that can be stored",
    "would be refused: no users that can be stored",
  ],
} as const satisfies Record<ImportStatus, readonly [string, string]>;

/** For people: a line for each result, and the rate. */
export function summaryOf({ counts, total, rate, seconds }: Tally, isDryRun: boolean): string {
  const width = grouped(total()).length;
  const line = (status: ImportStatus) =>
    `${grouped(counts[status]).padStart(width)} ${meanings[status][isDryRun ? 1 : 0]}`;
  return [
    `${grouped(total())} users read in ${seconds().toFixed(1)} s, ${grouped(rate())} a second:`,
    ...(["created", "existing", "updated", "conflict", "invalid"] as const)
      .filter((status) => status !== "updated" || counts.updated > 0)
      .map(line),
  ].join("\n");
}
