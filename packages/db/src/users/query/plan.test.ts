import { parseSortPath, type SortBy } from "@roster/contract";
import { expect, test } from "vitest";
import { openExplainedDatabase } from "../../testing/explained-database.js";
import { backends, testScan, testSource } from "../../testing.js";
import { toUserPosition } from "./user-query.js";

const COUNT = 3000;

function by(path: string, direction: SortBy["direction"]): SortBy[] {
  const read = parseSortPath(path);
  if ("error" in read) throw new Error(read.error);
  return [{ path: read.value, direction }];
}

const indexes = {
  createdAt: {
    sqlite:
      /USING INDEX users_app_id_created_at_id_idx \(app_id=\? AND (?:created_at>\? AND )?\(created_at,id\)[<>]/,
    postgresql:
      /^ *Index Cond: \(\(app_id = 'app'::text\) AND (?:\(created_at >= 0\) AND )?\(ROW\(created_at, \(?id\)?(?:::text)?\) [<>]/m,
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
    await using opened = await openExplainedDatabase(backend);
    const { users } = opened.database;
    const all = Array.from({ length: COUNT }, (_, n) => ({ id: `u${n}`, dataJson: "{}" }));
    await users.by(testSource).import({ appId: "app", users: all });
    await opened.database.plannerStatistics.gatherIfGrown(); // as a server does in the background
    const sort = by(path, "desc");
    const [middle] = await users.list("app", { sort, limit: 1 }, testScan);
    if (!middle) throw new Error("no user");
    const from = { position: toUserPosition(middle, sort), direction, isInclusive: false };
    const range = { sort, limit: 101, from };
    const [plan = ""] = await opened.explained(() => users.list("app", range, testScan));
    expect(plan).toMatch(indexes[path][backend]);
    expect(plan.replace("Filter: (created_at >= 0)", "")).not.toMatch(/sort|temp b-tree|Filter/i);
  },
);

const counted = {
  sqlite: /SEARCH users USING COVERING INDEX/,
  // However the table is read, the limit ends the scan.
  postgresql: /^Aggregate\n +-> +Limit/,
};

test.each(backends)("on %s, counting stops at maxCount", async (backend) => {
  await using opened = await openExplainedDatabase(backend);
  const { users } = opened.database;
  const [plan] = await opened.explained(() => users.count("app", { maxCount: 10_001 }, testScan));
  expect(plan).toMatch(counted[backend]);
  const all = Array.from({ length: 20 }, (_, n) => ({ id: `u${n}`, dataJson: "{}" }));
  await users.by(testSource).import({ appId: "app", users: all });
  expect(await users.count("app", { maxCount: 7 }, testScan)).toBe(7);
});

test.each(backends)(
  "on %s, the trash is a range of the index on creation times",
  async (backend) => {
    await using opened = await openExplainedDatabase(backend);
    const { users } = opened.database;
    const all = Array.from({ length: COUNT }, (_, n) => ({ id: `u${n}`, dataJson: "{}" }));
    await users.by(testSource).import({ appId: "app", users: all });
    await opened.database.plannerStatistics.gatherIfGrown();
    const sort: SortBy[] = [
      { path: ["deletedAt"], direction: "desc" },
      { path: ["id"], direction: "asc" },
    ];
    const range = { sort, isTrash: true, limit: 100 };
    const [plan] = await opened.explained(() => users.list("app", range, testScan));
    const isRange = /created_at_id_idx[^]*(?:created_at<\?|\(created_at < 0\))/;
    expect(plan).toMatch(isRange);
    expect(plan).not.toMatch(/sort|temp b-tree/i);
  },
);
