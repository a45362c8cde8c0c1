import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { costsOf, monotonicMicros, type Period } from "../report/cost-breakdown.js";
import { costParts } from "../report/cost-parts.js";
import { readProfiles } from "../report/cpu-profile.js";
import { createSourceFinder } from "../report/original-source.js";
import type { BenchCase } from "./bench-case.js";
import type { Stage } from "./stage.js";

/** Multiplies a round's duration: a profile has a sample per millisecond. */
const LONGER = 3;

const jobs = (["add", "get"] as const).flatMap((kind) =>
  [1, 64, 256].map((connections) => ({ name: `${kind}@${connections}`, kind, connections })),
);
type Job = (typeof jobs)[number];

const laneName = (job: string, part: string) => `${job}, ${part}`;

/** Where the time of a request goes, from a CPU profile of all threads of the server's processes. */
export const costCase: BenchCase = {
  name: "cost",
  description: "what a request costs by part, in microseconds of busy threads",
  maxRounds: 1,
  async lanes(stage) {
    let costs: ReadonlyMap<string, number> | undefined;
    return jobs.flatMap((job) =>
      costParts.map((part) => {
        const name = laneName(job.name, part);
        return {
          name,
          unit: "µs",
          async measure() {
            costs ??= await measureCosts(stage);
            return { value: costs.get(name) ?? 0 };
          },
        };
      }),
    );
  },
};

interface Measured extends Period {
  readonly name: string;
  readonly responses: number;
}

async function measureCosts(stage: Stage): Promise<ReadonlyMap<string, number>> {
  const folder = mkdtempSync(join(stage.options.folder, "profiles-"));
  try {
    const measured = await runJobs(stage, ["--cpu-prof", `--cpu-prof-dir=${folder}`]);
    // Each thread has written its profile when it ended.
    const profiles = readProfiles(folder).map(({ profile }) => profile);
    const sourceOf = createSourceFinder();
    const costs = measured.flatMap(({ name, responses, ...period }) =>
      Array.from(costsOf(profiles, period, sourceOf), ([part, time]) => {
        return [laneName(name, part), time / responses] as const;
      }),
    );
    return new Map(costs);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** On one server, which has ended when this returns. */
async function runJobs(stage: Stage, execArgv: readonly string[]): Promise<Measured[]> {
  const { load, scale, engine } = stage.options;
  await using database = await stage.openDatabase("users");
  await using server = await stage.start("roster", database, { execArgv });
  const { port, requests } = server;
  const run = async ({ name, kind, connections }: Job): Promise<Measured> => {
    const request = kind === "add" ? requests.add : requests.get(engine.rows);
    const order = { port, connections, request, warmUp: 0 };
    await load.run({ ...order, duration: scale.warmUp });
    const begin = monotonicMicros();
    const { responses } = await load.run({ ...order, duration: LONGER * scale.duration });
    return { name, begin, end: monotonicMicros(), responses };
  };
  const measured: Measured[] = [];
  for (const job of jobs) measured.push(await run(job));
  return measured;
}
