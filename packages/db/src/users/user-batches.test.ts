import { expect, test } from "vitest";
import { openDatabase } from "../database.js";
import { createTestDatabaseUrl, testSource } from "../testing.js";

test("a batch on PostgreSQL needs one connection", async () => {
  await using place = await createTestDatabaseUrl("postgresql");
  await using database = await openDatabase({ url: place.url, maxConnections: 1 });
  const users = [{ id: "ada", dataJson: "{}" }];
  const batch = { appId: "app", users, update: true };
  const [outcome] = await database.users.by(testSource).addMany(batch);
  expect(outcome).toMatchObject({ status: "created" });
});
