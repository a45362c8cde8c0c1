import { type BulkLoad, bulkLoadOf } from "../import/bulk-load.js";
import { type ImportRun, runImport } from "../import/run-import.js";
import { type UserFiles, writeUserFiles } from "../import/user-files.js";
import type { BenchCase, Lane } from "./bench-case.js";
import { canReadMemory } from "./resident-memory.js";
import type { Stage } from "./stage.js";

/** Each round uses a new database; existing users would not be inserted again. */
export const importCase: BenchCase = {
  name: "import",
  description:
    "roster users import of NDJSON next to the engine's own bulk load of the same rows; ids sorted and scattered",
  maxRounds: 3,
  async lanes(stage) {
    const { engine, folder, scale } = stage.options;
    const bulk = bulkLoadOf(engine.name);
    const runs: ImportRun[] = [];
    const lanes = (["sorted", "scattered"] as const).flatMap((order) => {
      const files = writeUserFiles(folder, scale.importUsers, order);
      const suffix = order === "sorted" ? "" : `, ${order}`;
      return [
        ...(bulk ? [bulkLane(stage, { name: `${bulk.name}${suffix}`, bulk, files })] : []),
        importLane(stage, { name: `roster${suffix}`, files, runs }),
      ];
    });
    if (!canReadMemory()) return lanes;
    return [
      ...lanes,
      peakLane(runs, "cli", "roster, CLI"),
      peakLane(runs, "server", "roster, server"),
    ];
  },
};

function bulkLane(
  stage: Stage,
  { name, bulk, files }: { name: string; bulk: BulkLoad; files: UserFiles },
): Lane {
  return {
    name,
    unit: "ms",
    async measure() {
      await using database = await stage.openDatabase("nothing");
      return { value: await bulk.time(database, files) };
    },
  };
}

function importLane(
  stage: Stage,
  { name, files, runs }: { name: string; files: UserFiles; runs: ImportRun[] },
): Lane {
  return {
    name,
    unit: "ms",
    async measure() {
      await using database = await stage.openDatabase("tables");
      await using server = await stage.start("roster", database);
      const run = await runImport(server, files, stage.options.execArgv);
      runs.push(run);
      return { value: run.milliseconds };
    },
  };
}

/** The peak of this round's imports. */
function peakLane(runs: ImportRun[], of: "cli" | "server", name: string): Lane {
  return {
    name,
    unit: "MB",
    measure: async () => ({ value: Math.max(...runs.slice(-2).map((run) => run[of])) }),
  };
}
