import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { allCases } from "../cases/all-cases.js";
import type { EngineName } from "../databases/engine.js";
import { startLoadGenerator } from "../load/load-generator.js";
import type { Options } from "../options.js";
import type { BenchResult } from "../report/bench-result.js";
import { ratiosOf } from "../report/ratios.js";
import { describeMachine, isInMemory } from "./machine.js";
import { createProgress } from "./progress.js";
import { runOnEngine } from "./run-bench.js";
import { scaleOf } from "./scale.js";

const engines: readonly EngineName[] = ["sqlite", "postgresql"];

export async function bench(options: Options): Promise<BenchResult> {
  const startedAt = new Date();
  const { only = /(?:)/, engine, smoke } = options;
  const folder = resolve(options.folder);
  const progress = createProgress();
  const scale = scaleOf(options);
  if (isInMemory(folder)) progress.step(`${folder} is in memory: commits there never reach a disk`);
  await using load = startLoadGenerator();
  const { signal } = abortOnSignals();
  const execArgv = profiling(options.profile);
  const measurements = [];
  const failures = [];
  const notRun = [];
  for (const name of engines.filter((known) => engine === undefined || known === engine)) {
    const cases = allCases.filter(
      (benchCase) => (benchCase.engine ?? name) === name && only.test(`${name} ${benchCase.name}`),
    );
    const run = { cases, load, scale, folder, execArgv, progress, signal };
    const outcome = await runOnEngine(name, run);
    measurements.push(...outcome.measurements);
    failures.push(...outcome.failures);
    notRun.push(...outcome.notRun);
  }
  progress.end();
  if (measurements.length + failures.length + notRun.length === 0)
    failures.push("no case matches --only");
  return {
    startedAt: startedAt.toISOString(),
    minutes: Number(((Date.now() - startedAt.getTime()) / 60_000).toFixed(1)),
    machine: describeMachine(),
    settings: { smoke, rounds: scale.rounds, duration: scale.duration, rows: scale.rows },
    cases: Object.fromEntries(allCases.map(({ name, description }) => [name, description])),
    measurements,
    ratios: ratiosOf(measurements),
    failures,
    notRun,
  };
}

function profiling(folder: string | undefined): string[] {
  if (folder === undefined) return [];
  const path = resolve(folder);
  mkdirSync(path, { recursive: true });
  return ["--cpu-prof", `--cpu-prof-dir=${path}`];
}

/** An interrupted run still closes its servers and databases. */
function abortOnSignals(): AbortController {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => controller.abort(new Error(`interrupted by ${signal}`)));
  }
  return controller;
}
