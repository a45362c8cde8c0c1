import type { EngineName } from "../databases/engine.js";

/** A ratio, or a value if `to` is absent, and its target. */
export interface Target {
  readonly case: string;
  readonly of: string;
  /** Of several lanes, the fastest counts. */
  readonly to?: string | readonly string[];
  /** Default: both. */
  readonly engine?: EngineName;
  readonly atLeast?: number;
  readonly atMost?: number;
}

const floors = ["floor", "threaded floor"];

/** The ratios to report, with their targets, if any. */
export const targets: readonly Target[] = [
  { engine: "sqlite", case: "add@1", of: "roster", to: floors, atLeast: 0.5 },
  { engine: "sqlite", case: "add@64", of: "roster", to: floors, atLeast: 0.65 },
  { engine: "sqlite", case: "add@256", of: "roster", to: floors, atLeast: 0.65 },
  { engine: "postgresql", case: "add@1", of: "roster", to: "floor" },
  { engine: "postgresql", case: "add@64", of: "roster", to: "floor", atLeast: 0.65 },
  { engine: "postgresql", case: "add@256", of: "roster", to: "floor" },
  { case: "add@1", of: "roster", to: "baseline" },
  { engine: "sqlite", case: "add@64", of: "roster", to: "baseline", atLeast: 15 },
  { engine: "postgresql", case: "add@64", of: "roster", to: "baseline", atLeast: 4 },
  { case: "add@256", of: "roster", to: "baseline" },
  { case: "addToSlowDisk@64", of: "roster", to: floors, atLeast: 0.9 },
  { case: "addToSlowDisk@64", of: "roster, rejected", atMost: 0 },
  { case: "addToSlowDisk@256", of: "roster", to: floors, atLeast: 0.9 },
  { case: "addToSlowDisk@256", of: "roster, rejected", atMost: 0 },
  { case: "addMany@4", of: "roster", to: floors },
  { case: "addMany@4", of: "roster", to: "baseline" },
  { engine: "sqlite", case: "get@64", of: "roster", to: "floor", atLeast: 0.7 },
  { engine: "postgresql", case: "get@64", of: "roster", to: "floor", atLeast: 0.6 },
  { case: "get@64", of: "roster", to: "baseline" },
  { case: "getOrCreate@64", of: "roster", to: "floor" },
  { case: "getOrCreate@64", of: "roster", to: "baseline" },
  { case: "getOrCreate@64", of: "roster", to: "roster, add", atLeast: 0.8 },
  { case: "list@8", of: "roster", to: "floor" },
  { case: "list@8", of: "roster", to: "baseline" },
  { case: "list@8", of: "roster", to: "roster, deep", atMost: 1.3 },
  { case: "list@8", of: "baseline", to: "baseline, deep" },
  { case: "addToFull@64", of: "roster", to: floors },
  { case: "addToFull@64", of: "roster", to: "baseline" },
  { case: "addToFull@64", of: "roster", to: "roster, empty", atLeast: 0.8 },
  { case: "addToFull@64", of: "floor", to: "floor, empty" },
  { case: "client@64", of: "roster", to: "floor" },
  { case: "import", of: "roster", to: ".import", atMost: 2.5 },
  { case: "import", of: "roster", to: "COPY", atMost: 3 },
  { case: "import", of: "roster, scattered", to: ".import, scattered", atMost: 2.5 },
  { case: "import", of: "roster, scattered", to: "COPY, scattered", atMost: 3 },
  { case: "import", of: "roster, CLI", atMost: 300 },
  { case: "import", of: "roster, server", atMost: 300 },
  { engine: "sqlite", case: "history", of: "add, full", to: "add, off", atLeast: 0.8 },
  { engine: "postgresql", case: "history", of: "add, full", to: "add, off", atLeast: 0.6 },
  { case: "history", of: "add, thin", to: "add, off" },
  { case: "history", of: "import, full", to: "import, off", atLeast: 0.6 },
  { case: "history", of: "import, thin", to: "import, off" },
  { case: "history", of: "bytes per row, thin" },
  { case: "history", of: "bytes per row, full" },
  { case: "start", of: "roster, migrated", atMost: 600 },
  { case: "start", of: "roster, empty database", atMost: 600 },
  { case: "memory", of: "roster, idle", atMost: 120 },
  { case: "memory", of: "roster, under load", atMost: 250 },
  { case: "overload", of: "roster, p99 at twice that", atMost: 1000 },
  { case: "overload", of: "roster, twice that", to: "roster, sustainable", atLeast: 0.9 },
  { case: "scan", of: "filter, indexed", atMost: 20 },
  { case: "scan", of: "filter, no index" },
  { case: "scan", of: "sort, deep page", to: "sort, first page", atMost: 1.3 },
  { case: "isolation", of: "get, longer by", atMost: 50 },
  { case: "isolation", of: "/healthz, longer by", atMost: 50 },
];
