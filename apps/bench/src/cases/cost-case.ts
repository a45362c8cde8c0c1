import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { costsOf, monotonicMicros } from "../report/cost-breakdown.js";
import { type CostPart, costParts } from "../report/cost-parts.js";
import { readProfiles } from "../report/cpu-profile.js";
import { createSourceFinder } from "../report/original-source.js";
import type { BenchCase } from "./bench-case.js";
import type { Stage } from "./stage.js";

/** Multiplies a round's duration: a profile has a sample per millisecond. */
const LONGER = 3;

/** Where the time of a request goes, from a CPU profile of all threads of the server's processes. */
export const costCase = (kind: "add" | "get", connections: number): BenchCase => ({
  name: `cost of ${kind}@${connections}`,
  description: `what a request costs by part, in microseconds of busy threads; ${kind}, ${connections} connections`,
  maxRounds: 1,
  async lanes(stage) {
    let costs: ReadonlyMap<CostPart, number> | undefined;
    return costParts.map((name) => ({
      name,
      unit: "µs",
      async measure() {
        costs ??= await measureCosts(stage, kind, connections);
        return { value: costs.get(name) ?? 0 };
      },
    }));
  },
});

async function measureCosts(
  stage: Stage,
  kind: "add" | "get",
  connections: number,
): Promise<ReadonlyMap<CostPart, number>> {
  const { load, scale, folder, engine } = stage.options;
  const profiles = mkdtempSync(join(folder, "profiles-"));
  try {
    await using database = await stage.openDatabase("users");
    const measured = { responses: 0, begin: 0, end: 0 };
    {
      const execArgv = ["--cpu-prof", `--cpu-prof-dir=${profiles}`];
      await using server = await stage.start("roster", database, { execArgv });
      const { port, requests } = server;
      const request = kind === "add" ? requests.add : requests.get(engine.rows);
      const job = { port, connections, request, warmUp: 0 };
      await load.run({ ...job, duration: scale.warmUp });
      measured.begin = monotonicMicros();
      const { responses } = await load.run({ ...job, duration: LONGER * scale.duration });
      measured.responses = responses;
      measured.end = monotonicMicros();
    }
    const threads = readProfiles(profiles).map(({ profile }) => profile);
    const costs = costsOf(threads, measured, createSourceFinder());
    return new Map(Array.from(costs, ([part, time]) => [part, time / measured.responses]));
  } finally {
    rmSync(profiles, { recursive: true });
  }
}
