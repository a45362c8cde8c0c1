import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Engine, EngineName } from "../databases/engine.js";
import { startEmbeddedPostgresql } from "../databases/embedded-postgresql.js";
import { openPostgresqlEngine } from "../databases/postgresql.js";
import { openSqliteEngine } from "../databases/sqlite.js";
import { readPostgresqlUrl } from "../env.js";
import { startRosterProcess } from "../subjects/roster.js";

export interface EngineRun extends AsyncDisposable {
  readonly engine: Engine;
  readonly folder: string;
  /** Roster's data folder. */
  readonly dataFolder: string;
}

/** An engine with its seeded templates, in a new folder that is removed when disposed. */
export async function openEngine(
  name: EngineName,
  { parent, rows }: { parent: string; rows: number },
): Promise<EngineRun> {
  const folder = mkdtempSync(join(parent, "roster-bench-"));
  const dataFolder = join(folder, "data");
  const closing: AsyncDisposable[] = [
    { [Symbol.asyncDispose]: async () => rmSync(folder, { recursive: true, force: true }) },
  ];
  const close = async () => {
    for (const open of closing.toReversed()) await open[Symbol.asyncDispose]();
  };
  const migrate = async (url: string) => {
    const { child } = await startRosterProcess(url, { dataFolder });
    await child[Symbol.asyncDispose]();
  };
  try {
    let engine: Engine;
    if (name === "sqlite") {
      engine = await openSqliteEngine({ folder, rows, migrate });
    } else {
      let server = readPostgresqlUrl();
      if (server === undefined) {
        const embedded = await startEmbeddedPostgresql(parent);
        closing.push(embedded);
        server = embedded.url;
      }
      engine = await openPostgresqlEngine(server, { rows, migrate });
    }
    closing.push(engine);
    return { engine, folder, dataFolder, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}
