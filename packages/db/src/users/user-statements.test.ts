import { sqltag as sql } from "@prisma/client/runtime/client";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { createDialect } from "../connect.js";
import { openDatabase } from "../database.js";
import { openTestPrisma } from "../testing/prisma.js";
import { userOf } from "../testing/user-of.js";
import { backends, openTestDatabase, testSource } from "../testing.js";
import { updateUsers } from "./user-statements.js";

const ids = Array.from({ length: 200 }, (_, n) => `user-${n}`);
const backwards = ids.toReversed();

describe.each(backends)("two servers on one database on %s", (backend) => {
  test("each make some of the concurrent writes of the same users, and none twice", async () => {
    await using one = await openTestDatabase(backend);
    await using two = await openDatabase({ url: one.url });
    const inserts = await Promise.all([
      ...ids.map((id) => one.users.by(testSource).add("app", { id, dataJson: "{}" })),
      ...backwards.map((id) => two.users.by(testSource).add("app", { id, dataJson: "{}" })),
    ]);
    expect(inserts.filter(({ status }) => status === "created")).toHaveLength(ids.length);
    const updates = await Promise.all([
      ...ids.map((id) => one.users.by(testSource).update({ appId: "app", id, change: '{"by":1}' })),
      ...backwards.map((id) =>
        two.users.by(testSource).update({ appId: "app", id, change: '{"by":2}' }),
      ),
    ]);
    expect(updates.filter((user) => user?.version === 3)).toHaveLength(ids.length);
    const removals = await Promise.all([
      ...ids.map((id) => one.users.by(testSource).remove({ appId: "app", id })),
      ...backwards.map((id) => two.users.by(testSource).remove({ appId: "app", id })),
    ]);
    expect(removals.filter(Boolean)).toHaveLength(ids.length);
  });

  test("get a separate result for each row of a batch", async () => {
    await using one = await openTestDatabase(backend);
    await one.users.by(testSource).add("app", { id: "user-3", dataJson: '{"is":"old"}' });
    const results = await Promise.all(
      backwards.map((id) =>
        one.users
          .by(testSource)
          .add("app", { id, dataJson: JSON.stringify({ id }), getOrCreate: true }),
      ),
    );
    for (const outcome of results) {
      const user = userOf(outcome);
      const isOld = user.id === "user-3";
      expect(outcome.status).toBe(isOld ? "existing" : "created");
      expect(user.data.value).toEqual(isOld ? { is: "old" } : { id: user.id });
    }
    expect(results.map((outcome) => userOf(outcome).id)).toEqual(backwards);
    const updates = await Promise.all(
      ["user-1", "nobody", "user-2"].map((id) =>
        one.users.by(testSource).update({ appId: "app", id, change: `{"n":"${id}"}` }),
      ),
    );
    expect(updates.map((user) => user?.data.value)).toEqual([
      { n: "user-1" },
      undefined,
      { n: "user-2" },
    ]);
    const removals = await Promise.all(
      ["user-9", "nobody", "user-0"].map((id) =>
        one.users.by(testSource).remove({ appId: "app", id }),
      ),
    );
    expect(removals).toEqual([true, false, true]);
  });
});

test.each(backends)(
  "an update does not change a later user with the same id and version, on %s",
  async (backend) => {
    await using database = await openTestDatabase(backend, { clock: () => 2n });
    await using prisma = await openTestPrisma(database.url);
    const dialect = await createDialect(database.url);
    await database.users.by(testSource).add("app", { id: "a", dataJson: "{}" });
    const change = { appId: "app", id: "a", dataJson: '{"n":1}', now: 3n, ifVersion: 1 };
    const update = (ifCreatedAt: bigint) =>
      prisma.$queryRaw<unknown[]>(updateUsers(dialect.sql, [{ ...change, ifCreatedAt }]));
    expect(await update(1n)).toEqual([]);
    expect(await update(2n)).toHaveLength(1);
  },
);

test("two servers on PostgreSQL insert in the same order, so they do not deadlock", async () => {
  await using one = await openTestDatabase("postgresql");
  await using two = await openDatabase({ url: one.url });
  const session = new pg.Client({ connectionString: one.url });
  await session.connect();
  // Both servers reach this row halfway through their inserts, and wait for it.
  await session.query("BEGIN");
  await session.query("INSERT INTO users VALUES ('app', 'user-100', '{}', 1, 0, 0)");
  const inserts = Promise.all([
    ...ids.map((id) => one.users.by(testSource).add("app", { id, dataJson: "{}" })),
    ...backwards.map((id) => two.users.by(testSource).add("app", { id, dataJson: "{}" })),
  ]);
  await using monitor = await openTestPrisma(one.url); // in its transaction, `session` always sees the same activity
  const waiting = sql`SELECT 1 FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  while ((await monitor.$queryRaw<unknown[]>(waiting)).length < 2);
  await session.query("COMMIT");
  await session.end();
  expect((await inserts).filter(({ status }) => status === "created")).toHaveLength(ids.length - 1);
});
