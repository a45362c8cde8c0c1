import { sqltag as sql } from "@prisma/client/runtime/client";
import { describe, expect, test } from "vitest";
import { createDialect } from "../connect.js";
import { explain } from "../testing/explain.js";
import { openTestPrisma } from "../testing/prisma.js";
import { sentStatements } from "../testing/sent-statements.js";
import { backends, openTestDatabase, testSource } from "../testing.js";
import { deleteUsers, selectUsers, updateUsers } from "./user-statements.js";

/** The condition on an app's users that a distributed database recognizes, with parameters as `?`. */
const conditions = {
  sqlite: "users.app_id = ? AND users.id IN (SELECT value FROM json_each(?))",
  postgresql: "users.app_id = ? AND users.id = ANY(?)",
};

/** The statements on users that are sent during `work`, with parameters as `?`. */
async function statementsDuring(work: () => Promise<unknown>): Promise<string[]> {
  const sent = await sentStatements(work);
  return sent
    .map((text) => text.replaceAll(/\$\d+/g, "?").replaceAll(/\s+/g, " "))
    .filter((text) => /\busers\b/.test(text));
}

const key = (text: string) => ({
  key: text,
  bodyHash: text,
  responseKey: Buffer.alloc(32, text),
  keyReused: () => new Error("reused"),
});

describe.each(backends)("the statements on users on %s", (backend) => {
  test("each have a constant condition for every app, which the primary key serves", async () => {
    await using database = await openTestDatabase(backend);
    const { users } = database;
    const sent = await statementsDuring(async () => {
      for (const appId of ["one", "two"])
        await users.by(testSource).add(appId, { id: "a", dataJson: "{}" });
      await Promise.all(["one", "two"].map((appId) => users.get(appId, "a")));
      await Promise.all(
        ["one", "two"].map((appId) =>
          users.by(testSource).update({ appId, id: "a", change: '{"n":1}' }),
        ),
      );
      const change = () => '{"n":2}';
      await users
        .by(testSource)
        .update({ appId: "one", id: "a", change, idempotency: key("patch") });
      const list = [{ id: "a", dataJson: "{}" }];
      await users
        .by(testSource)
        .addMany({ appId: "one", users: list, update: true, idempotency: key("many") });
      await users.by(testSource).remove({ appId: "one", id: "a", idempotency: key("remove") });
      await users.by(testSource).removeMany("two", [{ id: "a" }]);
    });
    const changing = sent.filter(
      (text) => !/^\s*(WITH changed AS \()?\s*INSERT INTO users/.test(text),
    );
    expect(changing.filter((text) => /UPDATE users/.test(text)).length).toBeGreaterThan(2);
    expect(changing.filter((text) => /DELETE FROM users/.test(text)).length).toBe(2);
    for (const text of changing) expect(text).toContain(conditions[backend]);
    const ofTwoApps = `(${conditions[backend]} OR ${conditions[backend]})`;
    expect(changing.filter((text) => text.includes(ofTwoApps))).toHaveLength(3);
  });

  test("find their rows by the primary key, and compare them with no others", async () => {
    await using database = await openTestDatabase(backend);
    await using prisma = await openTestPrisma(database.url);
    const { sql: dialect } = await createDialect(database.url);
    const many = Array.from({ length: 3000 }, (_, n) => ({ id: `user-${n}`, dataJson: "{}" }));
    await database.users.by(testSource).addMany({ appId: "one", users: many });
    await prisma.$executeRaw(sql`ANALYZE`);
    const keys = ["one", "two"].flatMap((appId) => ["a", "b"].map((id) => ({ appId, id })));
    const updates = keys.map((one) => ({ ...one, dataJson: "{}", now: 1n }));
    for (const statement of [
      selectUsers(dialect, keys),
      updateUsers(dialect, updates),
      deleteUsers(dialect, keys),
    ]) {
      const plan = await explain(prisma, backend, statement);
      expect(plan).toMatch(backend === "sqlite" ? /SEARCH users USING/ : /(?:using|on) users_pkey/);
      expect(plan).not.toMatch(/SCAN users|Seq Scan|Join/);
    }
  });
});
