import type { EngineName } from "../databases/engine.js";
import type { Measurement } from "../report/bench-result.js";
import { median } from "../report/median.js";
import type { LaneSamples } from "./interleave.js";

export function toMeasurement(
  engine: EngineName,
  caseName: string,
  { lane, samples }: LaneSamples,
): Measurement {
  const rounds = samples.map(({ value }) => value);
  const p50 = samples.flatMap((sample) => sample.p50 ?? []);
  const p99 = samples.flatMap((sample) => sample.p99 ?? []);
  return {
    engine,
    case: caseName,
    lane: lane.name,
    unit: lane.unit,
    rounds,
    median: median(rounds),
    ...(p50.length > 0 && { p50: median(p50), p99: median(p99) }),
  };
}
