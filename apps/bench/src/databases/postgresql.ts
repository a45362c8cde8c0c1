import { randomUUID } from "node:crypto";
import pg from "pg";
import type { Contents, Engine, EngineOptions } from "./engine.js";
import { seedPostgresql } from "./seed.js";

/** A database with the tables and one with the users: the templates of all others. */
export async function openPostgresqlEngine(
  server: string,
  { rows, migrate }: Omit<EngineOptions, "folder">,
): Promise<Engine> {
  const run = randomUUID().slice(0, 8);
  const [tables, users] = [`roster_bench_${run}_tables`, `roster_bench_${run}_users`];
  const urlOf = (name: string) => Object.assign(new URL(server), { pathname: name }).href;
  const drop = (name: string) =>
    withSession(server, (session) => session.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  const create = (name: string, template = "template1") =>
    withSession(server, async (session) => {
      await session.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
      // The copy must be on disk before anything is measured.
      await session.query("CHECKPOINT");
    });

  await create(tables);
  await migrate(urlOf(tables));
  const appId = await withSession(urlOf(tables), async (session) => {
    const { rows: apps } = await session.query<{ id: string }>("SELECT id FROM apps");
    return apps[0]?.id ?? "";
  });
  await create(users, tables);
  await withSession(urlOf(users), async (session) => {
    await session.query(seedPostgresql(appId, rows));
    await session.query("VACUUM users");
  });

  const templates: Record<Contents, string> = { nothing: "template1", tables, users };
  let count = 0;
  return {
    name: "postgresql",
    rows,
    async open(contents) {
      count += 1;
      const name = `roster_bench_${run}_${count}`;
      await create(name, templates[contents]);
      return {
        url: urlOf(name),
        appId,
        query: (sql) =>
          withSession(urlOf(name), async (session) => (await session.query<object>(sql)).rows),
        [Symbol.asyncDispose]: async () => void (await drop(name)),
      };
    },
    [Symbol.asyncDispose]: async () => {
      for (const name of [tables, users]) await drop(name);
    },
  };
}

async function withSession<Result>(
  connectionString: string,
  work: (session: pg.Client) => Promise<Result>,
): Promise<Result> {
  const session = new pg.Client({ connectionString });
  await session.connect();
  try {
    return await work(session);
  } finally {
    await session.end();
  }
}
