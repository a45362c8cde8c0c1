import type { Measurement, Ratio } from "./bench-result.js";
import { medianRatio } from "./median.js";
import { type Target, targets } from "./targets.js";

/** The ratios of the measurements, without cases and lanes that did not run. */
export function ratiosOf(
  measurements: readonly Measurement[],
  wanted: readonly Target[] = targets,
): Ratio[] {
  const engines = [...new Set(measurements.map(({ engine }) => engine))];
  return engines.flatMap((engine) => {
    const ours = measurements.filter((measurement) => measurement.engine === engine);
    return wanted
      .filter((target) => target.engine === undefined || target.engine === engine)
      .flatMap((target) => toRatio(ours, target) ?? []);
  });
}

function toRatio(measurements: readonly Measurement[], target: Target): Ratio | undefined {
  const inCase = measurements.filter((measurement) => measurement.case === target.case);
  const of = inCase.find(({ lane }) => lane === target.of);
  const toLanes = target.to === undefined ? [] : [target.to].flat();
  const to = fastest(inCase.filter(({ lane }) => toLanes.includes(lane)));
  if (!of || (toLanes.length > 0 && !to)) return undefined;

  const value = to ? medianRatio(of.rounds, to.rounds) : of.median;
  const name = to ? `${target.of} / ${to.lane}` : `${target.of}, ${of.unit}`;
  return { engine: of.engine, case: target.case, name, value, ...judge(value, target) };
}

const fastest = (measurements: readonly Measurement[]) =>
  measurements.toSorted((a, b) => b.median - a.median)[0];

function judge(value: number, { atLeast, atMost }: Target): Pick<Ratio, "target" | "reached"> {
  if (atLeast !== undefined) return { target: `at least ${atLeast}`, reached: value >= atLeast };
  if (atMost !== undefined) return { target: `at most ${atMost}`, reached: value <= atMost };
  return {};
}
