import type { EngineName } from "../databases/engine.js";

/** A ratio to show, or, without `to`, a value; and what it must reach. */
export interface Target {
  readonly case: string;
  readonly of: string;
  readonly to?: string;
  /** Default: both. */
  readonly engine?: EngineName;
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** The ratios of issue 4, and those that it leaves open. */
export const targets: readonly Target[] = [
  { case: "add@1", of: "roster", to: "limit" },
  { case: "add@1", of: "roster", to: "usual" },
  { engine: "sqlite", case: "add@64", of: "roster", to: "limit", atLeast: 0.6 },
  { engine: "sqlite", case: "add@64", of: "roster", to: "usual", atLeast: 20 },
  { engine: "sqlite", case: "add@256", of: "roster", to: "limit", atLeast: 0.75 },
  { engine: "sqlite", case: "add@256", of: "roster", to: "usual" },
  { engine: "postgresql", case: "add@64", of: "roster", to: "limit", atLeast: 0.5 },
  { engine: "postgresql", case: "add@64", of: "roster", to: "usual", atLeast: 4 },
  { engine: "postgresql", case: "add@256", of: "roster", to: "limit", atLeast: 0.5 },
  { engine: "postgresql", case: "add@256", of: "roster", to: "usual", atLeast: 4 },
  { case: "addMany@4", of: "roster", to: "limit" },
  { case: "addMany@4", of: "roster", to: "usual" },
  { case: "get@64", of: "roster", to: "limit", atLeast: 0.6 },
  { case: "get@64", of: "roster", to: "usual" },
  { case: "getOrCreate@64", of: "roster", to: "limit" },
  { case: "getOrCreate@64", of: "roster", to: "usual" },
  { case: "getOrCreate@64", of: "roster", to: "roster, add", atLeast: 0.8 },
  { case: "list@8", of: "roster", to: "limit" },
  { case: "list@8", of: "roster", to: "usual" },
  { case: "list@8", of: "roster", to: "roster, deep", atMost: 1.3 },
  { case: "list@8", of: "usual", to: "usual, deep" },
  { case: "addToFull@64", of: "roster", to: "limit" },
  { case: "addToFull@64", of: "roster", to: "usual" },
  { case: "addToFull@64", of: "roster", to: "roster, empty", atLeast: 0.8 },
  { case: "addToFull@64", of: "limit", to: "limit, empty" },
  { case: "client@64", of: "roster", to: "limit" },
  { case: "import", of: "roster", to: ".import", atMost: 2.5 },
  { case: "import", of: "roster", to: "COPY", atMost: 3 },
  { case: "import", of: "roster, scattered", to: ".import, scattered", atMost: 2.5 },
  { case: "import", of: "roster, scattered", to: "COPY, scattered", atMost: 3 },
  { case: "import", of: "roster, CLI", atMost: 300 },
  { case: "import", of: "roster, server", atMost: 300 },
  { case: "start", of: "roster, tables there", atMost: 600 },
  { case: "start", of: "roster, nothing there", atMost: 600 },
  { case: "memory", of: "roster, idle", atMost: 120 },
  { case: "memory", of: "roster, under load", atMost: 250 },
  { case: "overload", of: "roster, p99 at twice that", atMost: 250 },
];
