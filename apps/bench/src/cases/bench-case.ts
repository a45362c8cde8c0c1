import type { EngineName } from "../databases/engine.js";
import type { Stage } from "./stage.js";

export type Unit = "/s" | "ms" | "µs" | "MB" | "B" | "%";

/** The result of one round of a lane. Latencies are in milliseconds. */
export interface Sample {
  readonly value: number;
  readonly p50?: number;
  readonly p99?: number;
}

/** One of the alternatives that a case compares; lanes take turns. */
export interface Lane {
  readonly name: string;
  readonly unit: Unit;
  /** Run once, before the first round. */
  readonly warmUp?: () => Promise<unknown>;
  readonly measure: () => Promise<Sample>;
}

export interface BenchCase {
  /** The name that `--only` and the targets use. */
  readonly name: string;
  readonly description: string;
  /** Cases of one stage share servers and tables; every other case gets new ones. */
  readonly stage?: string;
  /** The maximum number of rounds, for slow cases that vary little. */
  readonly maxRounds?: number;
  /** Default: both. */
  readonly engine?: EngineName;
  /** Why the case cannot run here, if so; the report says it. */
  readonly missing?: () => string | undefined;
  readonly lanes: (stage: Stage) => Promise<readonly Lane[]>;
}
