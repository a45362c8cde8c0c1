import { sqltag as sql } from "@prisma/client/runtime/client";
import { parseUserPath, type SortBy } from "@roster/contract";
import { expect, test } from "vitest";
import { createDialect } from "../../connect.js";
import { explain } from "../../testing/explain.js";
import { openTestPrisma } from "../../testing/prisma.js";
import { backends, openTestDatabase, testScan } from "../../testing.js";
import { toUserPosition } from "./user-query.js";
import { countUsers, selectPage } from "./user-query-statements.js";

const COUNT = 3000;

function by(path: string, direction: SortBy["direction"]): SortBy[] {
  const read = parseUserPath(path);
  if ("error" in read) throw new Error(read.error);
  return [{ path: read.value, direction }];
}

const indexes = {
  createdAt: {
    sqlite: /USING INDEX users_app_id_created_at_id_idx \(app_id=\? AND \(created_at,id\)[<>]/,
    postgresql:
      /^ *Index Cond: \(\(app_id = 'app'::text\) AND \(ROW\(created_at, \(?id\)?(?:::text)?\) [<>]/m,
  },
  id: {
    sqlite: /USING INDEX sqlite_autoindex_users_1 \(app_id=\? AND id[<>]/,
    postgresql: /^ *Index Cond: \(\(app_id = 'app'::text\) AND \(\(?id\)?(?:::text)? [<>]/m,
  },
};

test.each(
  backends.flatMap((backend) =>
    (["createdAt", "id"] as const).flatMap((path) =>
      (["forward", "backward"] as const).map((direction) => ({ backend, path, direction })),
    ),
  ),
)(
  "a page by $path on $backend, read $direction, is a range of an index at any depth",
  async ({ backend, path, direction }) => {
    await using database = await openTestDatabase(backend);
    const ids = Array.from({ length: COUNT }, (_, n) => `u${n}`);
    await Promise.all(ids.map((id) => database.users.add("app", { id, dataJson: "{}" })));
    await using prisma = await openTestPrisma(database.url);
    await prisma.$executeRaw(sql`ANALYZE`);
    const sort = by(path, "desc");
    const [middle] = await database.users.list("app", { sort, limit: 1 }, testScan);
    if (!middle) throw new Error("no user");
    const { sql: dialect } = await createDialect(database.url);
    const from = { position: toUserPosition(middle, sort), direction, isInclusive: false };
    const plan = await explain(
      prisma,
      backend,
      selectPage(dialect.data, "app", { sort, limit: 101, from }),
    );
    expect(plan).toMatch(indexes[path][backend]);
    expect(plan).not.toMatch(/sort|temp b-tree|Filter/i);
  },
);

const counted = {
  sqlite: /SEARCH users USING COVERING INDEX/,
  // However the table is read, the limit ends the scan.
  postgresql: /^Aggregate\n +-> +Limit/,
};

test.each(backends)("on %s, counting stops at maxCount", async (backend) => {
  await using database = await openTestDatabase(backend);
  const { sql: dialect } = await createDialect(database.url);
  await using prisma = await openTestPrisma(database.url);
  const plan = await explain(
    prisma,
    backend,
    countUsers(dialect.data, "app", { maxCount: 10_001 }),
  );
  expect(plan).toMatch(counted[backend]);
  const ids = Array.from({ length: 20 }, (_, n) => `u${n}`);
  await Promise.all(ids.map((id) => database.users.add("app", { id, dataJson: "{}" })));
  expect(await database.users.count("app", { maxCount: 7 }, testScan)).toBe(7);
});
