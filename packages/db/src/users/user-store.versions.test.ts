import type { Sql } from "@prisma/client/runtime/client";
import { describe, expect, test } from "vitest";
import { createSystemClock } from "../clock.js";
import { AppSettings } from "../apps/app-settings.js";
import { createDialect } from "../connect.js";
import type { RunStatement, StatementRunner } from "../dialects/statement-runner.js";
import { ReadyIndexes } from "../indexes/ready-indexes.js";
import { IdempotencyStore } from "../idempotency/idempotency-store.js";
import { backends, openTestDatabase, testSource } from "../testing.js";
import { defaultReadLimits } from "./read-users.js";
import { UserStore } from "./user-store.js";

const key = { appId: "app", id: "a", ifVersion: 1 };

describe.each(backends)("a change of one version on %s", (backend) => {
  test.each([
    ["remove", (store: UserStore) => store.by(testSource).remove(key)],
    [
      "replace",
      (store: UserStore) => store.by(testSource).update({ ...key, change: '{"lost":true}' }),
    ],
  ])(
    "does not %s data that another process changed just before the statement",
    async (_name, change) => {
      await using database = await openTestDatabase(backend);
      await database.users.by(testSource).add("app", { id: "a", dataJson: "{}" });
      const dialect = await createDialect(database.url);
      const prisma = await dialect.connect();
      const changeFirst = async (statement: Sql, run: RunStatement) => {
        if (/DELETE|UPDATE users/.test(statement.sql)) {
          await database.users
            .by(testSource)
            .update({ appId: "app", id: "a", change: '{"kept":true}' });
        }
        return run(statement);
      };
      const late: StatementRunner = {
        run: (statement) => changeFirst(statement, dialect.statements.run),
        transaction: (work) =>
          dialect.statements.transaction((run) => work((one) => changeFirst(one, run))),
      };
      const clock = createSystemClock();
      const readLimits = defaultReadLimits;
      const shared = { prisma, dialect: dialect.sql, clock, readLimits };
      const { run: scan } = dialect.scans;
      const context = { ...shared, statements: late, scan };
      const store = new UserStore({
        ...context,
        keys: new IdempotencyStore(context),
        indexes: new ReadyIndexes(prisma),
        appSettings: new AppSettings(prisma),
      });
      expect(await change(store)).toEqual({ currentVersion: 2 });
      expect((await database.users.get("app", "a"))?.data.text).toBe('{"kept":true}');
      await prisma.$disconnect();
    },
  );
});
