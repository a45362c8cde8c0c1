import type { Stage } from "./stage.js";

export type Unit = "/s" | "ms" | "MB" | "%";

/** What one round of a lane measured. Latencies are in milliseconds. */
export interface Sample {
  readonly value: number;
  readonly p50?: number;
  readonly p99?: number;
}

/** One of the things that a case measures side by side: the lanes take turns. */
export interface Lane {
  readonly name: string;
  readonly unit: Unit;
  /** Run once, before the first round. */
  readonly warmUp?: () => Promise<unknown>;
  readonly measure: () => Promise<Sample>;
}

export interface BenchCase {
  /** As `--only` and the targets name it. */
  readonly name: string;
  readonly says: string;
  /** Cases of one stage share the servers and their tables; each other case has its own, fresh ones. */
  readonly stage?: string;
  /** For what takes long and varies little. */
  readonly maxRounds?: number;
  readonly lanes: (stage: Stage) => Promise<readonly Lane[]>;
}
