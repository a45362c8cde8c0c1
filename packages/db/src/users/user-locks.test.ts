import { describe, expect, test } from "vitest";
import pg from "pg";
import { openDatabase } from "../database.js";
import { openTestDatabase, testSource } from "../testing.js";

const ids = Array.from({ length: 400 }, (_, n) => `user-${String(n * 7919).padStart(8, "0")}`);

/** Some of the ids in another order for each caller. */
function shuffled(seed: number): string[] {
  const rank = (id: string) => Number(id.slice(5)) * (seed * 2 + 1) * 2_654_435_761;
  return ids
    .toSorted((a, b) => (rank(a) % 4_294_967_296) - (rank(b) % 4_294_967_296))
    .slice(0, 300);
}

async function countDeadlocks(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("SELECT pg_stat_force_next_flush()");
  const { rows } = await client.query<{ deadlocks: string }>(
    "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()",
  );
  await client.end();
  return Number(rows[0]?.deadlocks);
}

describe("concurrent writers of overlapping users on postgresql", () => {
  test("lock rows in one order, so that they do not deadlock", async () => {
    await using one = await openTestDatabase("postgresql");
    await using two = await openDatabase({ url: one.url });
    const addAll = async ({ users }: typeof two, seed: number) =>
      users.by(testSource).addMany({
        appId: "app",
        users: shuffled(seed).map((id) => ({ id, dataJson: `{"by":${seed}}` })),
        update: true,
      });
    await addAll(one, 0);
    const callers = Array.from({ length: 16 }, (_, seed) => async () => {
      const database = seed % 2 === 0 ? one : two;
      for (let round = 0; round < 3; round += 1) {
        await database.users.by(testSource).removeMany(
          "app",
          shuffled(seed + round).map((id) => ({ id })),
        );
        await addAll(database, seed);
      }
    });
    await Promise.all(callers.map((call) => call()));
    expect(await countDeadlocks(one.url)).toBe(0);
  });

  test("lock rows in the order of their keys, whatever their order in the table", async () => {
    await using one = await openTestDatabase("postgresql");
    for (const id of ["z", "a"]) await one.users.by(testSource).add("app", { id, dataJson: "{}" });
    const session = new pg.Client({ connectionString: one.url });
    const monitor = new pg.Client({ connectionString: one.url });
    await Promise.all([session.connect(), monitor.connect()]);
    await session.query("BEGIN; SELECT 1 FROM users WHERE id = 'a' FOR UPDATE");
    // One statement, for which PostgreSQL reads the table in its own order.
    const keys = [...["z", "a"].map((id) => ({ appId: "app", id })), { appId: "other", id: "b" }];
    const removing = Promise.all(keys.map((key) => one.users.by(testSource).remove(key)));
    const waiting = `SELECT 1 FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    while ((await monitor.query(waiting)).rowCount === 0);
    const locked = await session.query(
      "SELECT id FROM users WHERE id = 'z' FOR UPDATE SKIP LOCKED",
    );
    await session.query("COMMIT");
    await Promise.all([session.end(), monitor.end()]);
    expect(await removing).toEqual([true, true, false]);
    expect(locked.rows).toEqual([{ id: "z" }]);
  });

  test("repeat a statement that PostgreSQL cancelled because of a deadlock", async () => {
    await using one = await openTestDatabase("postgresql");
    for (const id of ["a", "b"]) await one.users.by(testSource).add("app", { id, dataJson: "{}" });
    const session = new pg.Client({ connectionString: one.url });
    await session.connect();
    await session.query("SET deadlock_timeout = '60s'; BEGIN");
    await session.query("SELECT 1 FROM users WHERE id = 'b' FOR UPDATE");
    const removing = one.users.by(testSource).removeMany("app", [{ id: "a" }, { id: "b" }]); // locks a, then waits for b
    const waiting = `SELECT 1 FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    const monitor = new pg.Client({ connectionString: one.url });
    await monitor.connect();
    while ((await monitor.query(waiting)).rowCount === 0);
    await monitor.end();
    await session.query("SELECT 1 FROM users WHERE id = 'a' FOR UPDATE"); // the other one is cancelled
    await session.query("COMMIT");
    await session.end();
    expect(await removing).toEqual(new Set(["a", "b"]));
  });
});
