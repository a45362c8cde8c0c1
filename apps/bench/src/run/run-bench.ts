import type { BenchCase } from "../cases/bench-case.js";
import { Stage, type StageOptions } from "../cases/stage.js";
import type { EngineName } from "../databases/engine.js";
import type { LoadGenerator } from "../load/load-generator.js";
import type { Measurement } from "../report/bench-result.js";
import { interleave } from "./interleave.js";
import { toMeasurement } from "./measurements.js";
import { openEngine } from "./open-engine.js";
import type { Progress } from "./progress.js";
import type { RunScale } from "./scale.js";

export interface BenchRun {
  readonly cases: readonly BenchCase[];
  readonly load: LoadGenerator;
  readonly scale: RunScale;
  readonly folder: string;
  readonly execArgv: readonly string[];
  readonly progress: Progress;
  /** Aborts the run before the next turn. */
  readonly signal: AbortSignal;
}

export interface Outcome {
  readonly measurements: Measurement[];
  /** A failed case does not stop the later ones. */
  readonly failures: string[];
  readonly notRun: string[];
}

export async function runOnEngine(name: EngineName, run: BenchRun): Promise<Outcome> {
  const { cases, scale, load, execArgv, progress } = run;
  const outcome: Outcome = { measurements: [], failures: [], notRun: [] };
  if (cases.length === 0) return outcome;
  progress.step(`${name}: start and seed ${scale.rows.toLocaleString("en-US")} users`);
  try {
    await using opened = await openEngine(name, { parent: run.folder, rows: scale.rows });
    const { engine, folder, dataFolder } = opened;
    const options: StageOptions = { engine, load, scale, folder, dataFolder, execArgv };
    for (const stageCases of scale.sharesServers ? [cases] : inStages(cases)) {
      await using stage = new Stage(options);
      for (const benchCase of stageCases) await runCase(benchCase, { stage, run, outcome });
    }
  } catch (error) {
    outcome.failures.push(`${name}: ${toText(error)}`);
  }
  return outcome;
}

/** Groups consecutive cases of the same stage. */
function inStages(cases: readonly BenchCase[]): BenchCase[][] {
  const stages: BenchCase[][] = [];
  for (const benchCase of cases) {
    const last = stages.at(-1);
    const isSame = benchCase.stage !== undefined && last?.[0]?.stage === benchCase.stage;
    if (isSame) last?.push(benchCase);
    else stages.push([benchCase]);
  }
  return stages;
}

interface CaseRun {
  readonly stage: Stage;
  readonly run: BenchRun;
  readonly outcome: Outcome;
}

async function runCase(benchCase: BenchCase, { stage, run, outcome }: CaseRun): Promise<void> {
  const { scale, progress } = run;
  const { name: engine } = stage.options.engine;
  const rounds = Math.min(scale.rounds, benchCase.maxRounds ?? Infinity);
  const title = `${engine} ${benchCase.name}`;
  run.signal.throwIfAborted();
  const missing = benchCase.missing?.();
  if (missing !== undefined) {
    outcome.notRun.push(`${title}: ${missing}`);
    return;
  }
  progress.step(title);
  try {
    const lanes = await benchCase.lanes(stage);
    const results = await interleave(lanes, rounds, (lane, round) => {
      run.signal.throwIfAborted();
      const when = round === 0 ? "warm-up" : `round ${round} of ${rounds}`;
      progress.turn(`${when}, ${lane.name}`);
    });
    for (const result of results) {
      outcome.measurements.push(toMeasurement(engine, benchCase.name, result));
    }
  } catch (error) {
    outcome.failures.push(`${title}: ${toText(error)}`);
  }
}

const toText = (error: unknown) => (error instanceof Error ? error.message : String(error));
