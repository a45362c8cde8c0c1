import { isAppError } from "@roster/contract";
import { expect, test } from "vitest";
import { openDatabase } from "../database.js";
import { openTestPostgresql } from "../testing/postgresql-server.js";
import { openTestProxy } from "../testing/proxy.js";
import { createTestDatabaseUrl, testSource } from "../testing.js";

test("calls during a restart of PostgreSQL fail with UNAVAILABLE, and no acknowledged write is lost", async () => {
  await using server = await openTestPostgresql();
  await using database = await openDatabase({ url: server.url });
  const acknowledged: string[] = [];
  const rejected: unknown[] = [];
  let slowest = 0;
  const over = new AbortController();
  const adders = Array.from({ length: 8 }, async (_, adder) => {
    for (let n = 0; !over.signal.aborted; n += 1) {
      const id = `${adder}-${n}`;
      const since = Date.now();
      await database.users
        .by(testSource)
        .add("app", { id, dataJson: "{}" })
        .then(
          () => acknowledged.push(id),
          (error: unknown) => rejected.push(error),
        );
      slowest = Math.max(slowest, Date.now() - since);
      await new Promise(setImmediate);
    }
  });
  const until = async (list: readonly unknown[], length: number) => {
    while (list.length < length) await new Promise(setImmediate);
  };
  for (const _ of [1, 2]) {
    await until(acknowledged, acknowledged.length + 100);
    await server.stop();
    await until(rejected, rejected.length + 100);
    await server.start();
  }
  await until(acknowledged, acknowledged.length + 100);
  over.abort();
  await Promise.all(adders);

  const strange = rejected.filter((error) => !isAppError(error) || error.code !== "UNAVAILABLE");
  expect(strange).toEqual([]);
  expect(slowest).toBeLessThan(5000);
  const users = await Promise.all(acknowledged.map((id) => database.users.get("app", id)));
  expect(users.filter((user) => user === null)).toEqual([]);
});

test("a server that stops responding blocks a caller no longer than query_timeout", async () => {
  await using place = await createTestDatabaseUrl("postgresql");
  await using proxy = await openTestProxy(place.url);
  await using database = await openDatabase({
    url: `${proxy.url}?query_timeout=300&connection_limit=1`,
  });
  await database.ping();
  void proxy.stall();
  await expect(database.users.get("app", "a")).rejects.toMatchObject({ code: "UNAVAILABLE" });
  proxy.disconnect("fin");
  expect(await database.users.by(testSource).add("app", { id: "a", dataJson: "{}" })).toMatchObject(
    {
      status: "created",
    },
  );
});
