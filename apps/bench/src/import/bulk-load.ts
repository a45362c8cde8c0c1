import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { EngineName, Place } from "../databases/engine.js";
import { type UserFiles, usersTable } from "./user-files.js";

/** The engine's own way to read a file into a table that is there, with Roster's key and no other index. */
export interface BulkLoad {
  readonly name: ".import" | "COPY";
  /** In milliseconds. */
  readonly time: (place: Place, files: UserFiles) => Promise<number>;
}

/** Undefined where this machine has no `sqlite3`, which npm does not bring. */
export function bulkLoadOf(engine: EngineName): BulkLoad | undefined {
  if (engine === "postgresql") return { name: "COPY", time: timeCopy };
  const isThere = spawnSync("sqlite3", ["-version"]).status === 0;
  return isThere ? { name: ".import", time: timeShell } : undefined;
}

/** As somebody would type it: a file of its own, and the shell's defaults. */
async function timeShell({ url }: Place, { csv, users }: UserFiles): Promise<number> {
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
  if (child.exitCode !== 0) throw new Error(`sqlite3 ended with ${child.exitCode}`);
  return said;
}

/** As psql's \copy does it: the file goes over the connection. */
async function timeCopy({ url }: Place, { csv, users }: UserFiles): Promise<number> {
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
  if (count !== users) throw new Error(`${count} of ${users} users were loaded`);
}
