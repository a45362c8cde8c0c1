import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { EngineName, TestDatabase } from "../databases/engine.js";
import { type UserFiles, usersTable } from "./user-files.js";

/** The engine's own bulk load into an existing table with Roster's primary key and no other index. */
export interface BulkLoad {
  readonly name: ".import" | "COPY";
  /** In milliseconds. */
  readonly time: (database: TestDatabase, files: UserFiles) => Promise<number>;
}

/** Undefined without the `sqlite3` command, which npm cannot install. */
export function bulkLoadOf(engine: EngineName): BulkLoad | undefined {
  if (engine === "postgresql") return { name: "COPY", time: timeCopy };
  const isThere = spawnSync("sqlite3", ["-version"]).status === 0;
  return isThere ? { name: ".import", time: timeShell } : undefined;
}

/** As a user would run it: a new file and the shell's defaults. */
async function timeShell({ url }: TestDatabase, { csv, users }: UserFiles): Promise<number> {
  const path = url.slice("file:".length);
  await runShell(path, usersTable("TEXT", "TEXT"));
  const begun = performance.now();
  await runShell(path, `.import --csv '${csv}' users`);
  const time = performance.now() - begun;
  expectCount(Number(await runShell(path, "SELECT count(*) FROM users")), users);
  return time;
}

async function runShell(path: string, command: string): Promise<string> {
  const child = spawn("sqlite3", [path, command], { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
  await once(child, "close");
  if (child.exitCode !== 0) throw new Error(`sqlite3 exited with ${child.exitCode}`);
  return said;
}

/** Like psql's \copy: the file is sent over the connection. */
async function timeCopy({ url }: TestDatabase, { csv, users }: UserFiles): Promise<number> {
  const session = new pg.Client({ connectionString: url });
  await session.connect();
  try {
    await session.query(usersTable('TEXT COLLATE "C"', "JSON"));
    const begun = performance.now();
    const copy = session.query(copyFrom("COPY users FROM STDIN WITH (FORMAT csv)"));
    await pipeline(createReadStream(csv, { highWaterMark: 256 * 1024 }), copy);
    const time = performance.now() - begun;
    expectCount(copy.rowCount, users);
    return time;
  } finally {
    await session.end();
  }
}

function expectCount(count: number | null, users: number): void {
  if (count !== users) throw new Error(`${count} of ${users} users loaded`);
}
