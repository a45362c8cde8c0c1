import type { Sql } from "@prisma/client/runtime/client";
import { describe, expect, test } from "vitest";
import { createSystemClock } from "../clock.js";
import { createDialect } from "../connect.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";
import { backends, openTestDatabase } from "../testing.js";
import { openTestPrisma } from "../testing/prisma.js";
import { UserStore } from "./user-store.js";

const key = { appId: "app", id: "a", version: 1 };

describe.each(backends)("a change of one version on %s", (backend) => {
  test.each([
    ["remove", (store: UserStore) => store.removeVersion(key)],
    ["replace", (store: UserStore) => store.updateVersion(key, '{"lost":true}')],
  ])(
    "does not %s data that another process changed just before the statement",
    async (_name, change) => {
      await using database = await openTestDatabase(backend);
      await database.users.insertOrFind("app", "a", "{}");
      await using prisma = await openTestPrisma(database.url);
      const dialect = await createDialect(database.url);
      const late = {
        async $queryRaw<Rows>(query: Sql): Promise<Rows> {
          const isWrite = /^\s*(DELETE|UPDATE)/.test(query.sql);
          if (isWrite) await database.users.update("app", "a", '{"kept":true}');
          return prisma.$queryRaw<Rows>(query);
        },
      } as Pick<PrismaClientLike, "$queryRaw"> as PrismaClientLike; // the user store uses nothing else
      const store = new UserStore(late, dialect.sql, createSystemClock());
      expect(await change(store)).toEqual({ currentVersion: 2 });
      expect((await database.users.get("app", "a"))?.data).toEqual({ kept: true });
    },
  );
});
