import { z } from "zod";
import type { EngineName, TestDatabase } from "../databases/engine.js";
import { runImport } from "../import/run-import.js";
import { type UserFiles, writeUserFiles } from "../import/user-files.js";
import type { BenchCase, Lane } from "./bench-case.js";
import { loadLane } from "./load-lane.js";
import type { Stage } from "./stage.js";

const modes = ["off", "thin", "full"] as const;
type Mode = (typeof modes)[number];

/** The imported file has this fraction of the users of the case `import`, since each round imports it three times. */
const FRACTION = 10;

/** What the change log costs. Bytes per row are those of the last import: the table with its indexes. */
export const historyCase: BenchCase = {
  name: "history",
  description:
    "adds on 64 connections, an import of scattered ids, and the size of the change log, for each mode of history",
  async lanes(stage) {
    const { folder, scale } = stage.options;
    const users = Math.ceil(scale.importUsers / FRACTION);
    const files = writeUserFiles(folder, users, "scattered");
    const sizes = new Map<Mode, number>();
    const adds: Lane[] = [];
    for (const mode of modes) adds.push(await addLane(stage, mode));
    return [
      ...adds,
      ...modes.map((mode) => importLane(stage, { mode, files, sizes })),
      sizeLane(sizes, "thin"),
      sizeLane(sizes, "full"),
    ];
  },
};

const setHistory = (mode: Mode) => `UPDATE apps SET history = '${mode}' RETURNING id`;

async function addLane(stage: Stage, mode: Mode): Promise<Lane> {
  const subject = await stage.subject("roster", "tables", { prepare: setHistory(mode) });
  const { add: request } = subject.requests;
  return loadLane(stage, { name: `add, ${mode}`, subject, connections: 64, request });
}

interface ImportLane {
  readonly mode: Mode;
  readonly files: UserFiles;
  /** Gets the bytes per row. */
  readonly sizes: Map<Mode, number>;
}

/** Users per second. */
function importLane(stage: Stage, { mode, files, sizes }: ImportLane): Lane {
  const { engine, execArgv } = stage.options;
  return {
    name: `import, ${mode}`,
    unit: "/s",
    async measure() {
      await using database = await stage.openDatabase("tables");
      await database.query(setHistory(mode));
      await using server = await stage.start("roster", database);
      const { milliseconds } = await runImport(server, files, execArgv);
      const { bytes, rows } = await measureLog(database, engine.name);
      const expected = mode === "off" ? 0 : files.users;
      if (rows !== expected) throw new Error(`${rows} of ${expected} changes logged`);
      sizes.set(mode, bytes / rows);
      return { value: (1000 * files.users) / milliseconds };
    },
  };
}

function sizeLane(sizes: ReadonlyMap<Mode, number>, mode: Mode): Lane {
  return {
    name: `bytes per row, ${mode}`,
    unit: "B",
    measure: async () => ({ value: sizes.get(mode) ?? Number.NaN }),
  };
}

/** Of the table `changes` and its indexes. */
const LogSize = z.object({ bytes: z.coerce.number(), rows: z.coerce.number() });

const bytesOf: Record<EngineName, string> = {
  sqlite:
    "sum(pgsize) FROM dbstat WHERE name IN (SELECT name FROM sqlite_schema WHERE tbl_name = 'changes')",
  postgresql: "pg_total_relation_size('changes')",
};

async function measureLog(database: TestDatabase, engine: EngineName) {
  const [size] = await database.query(
    `SELECT (SELECT ${bytesOf[engine]}) AS bytes, (SELECT count(*) FROM changes) AS rows`,
  );
  return LogSize.parse(size);
}
