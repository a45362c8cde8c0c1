import type { Sql } from "@prisma/client/runtime/client";
import { describe, expect, test } from "vitest";
import { createSystemClock } from "../clock.js";
import { dialectOf } from "../connect.js";
import type { PrismaPort } from "../prisma/port.js";
import { backends, openTestDatabase } from "../testing.js";
import { openTestPort } from "../testing/prisma.js";
import { UserStore } from "./user-store.js";

const key = { appId: "app", id: "a", version: 1 };

describe.each(backends)("a change of one version on %s", (backend) => {
  test.each([
    ["remove", (store: UserStore) => store.deleteVersion(key)],
    ["replace", (store: UserStore) => store.replaceVersion(key, '{"lost":true}')],
  ])(
    "does not %s what another process changed just before the statement",
    async (_name, change) => {
      await using database = await openTestDatabase(backend);
      await database.users.insertOrFind("app", "a", "{}");
      await using port = await openTestPort(database.url);
      const dialect = await dialectOf(database.url);
      const late = {
        async $queryRaw<Rows>(query: Sql): Promise<Rows> {
          const isWrite = /^\s*(DELETE|UPDATE)/.test(query.sql);
          if (isWrite) await database.users.replaceData("app", "a", '{"kept":true}');
          return port.$queryRaw<Rows>(query);
        },
      } as Pick<PrismaPort, "$queryRaw"> as PrismaPort; // the store of users asks for no more
      const store = new UserStore(late, dialect.sql, createSystemClock());
      expect(await change(store)).toEqual({ currentVersion: 2 });
      expect((await database.users.find("app", "a"))?.data).toEqual({ kept: true });
    },
  );
});
