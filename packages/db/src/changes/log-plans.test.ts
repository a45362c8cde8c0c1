import type { Sql } from "@prisma/client/runtime/client";
import { describe, expect, test } from "vitest";
import { createDialect } from "../connect.js";
import { backends, createTestDatabaseUrl, openRawDatabase, testScan } from "../testing.js";
import { explain } from "../testing/explain.js";
import { explainDatabase } from "../testing/explained-database.js";
import { openTestPrisma } from "../testing/prisma.js";
import { updateStates } from "../users/state-statements.js";
import { activeState, type UserState } from "../users/user-state.js";
import {
  deleteUsers,
  selectDeleted,
  selectStates,
  selectUsersToChange,
  selectUsersToDelete,
} from "../users/user-statements.js";
import type { AuditQuery } from "./change-reader.js";
import { eraseIds } from "./erase-ids.js";
import { countTelling, eraseChanges } from "./log-statements.js";
import { selectRemovals } from "./select-removals.js";

/** `PLAN_ROWS=1000000` in nightly runs. */
const ROWS = Number(process.env["PLAN_ROWS"] ?? 20_000);

/** How many rows one statement inserts. */
const FILL_STEP = 50_000;

const page = { limit: 100, maxBytes: 1_000_000 };

const index = (column: string) => new RegExp(`changes_app_id_${column}_seq_idx`);
const [byUser, byActor, byType] = [index("user_id"), index("actor_id"), index("type")];

/** Filters with the index that finds their changes; undefined: the log itself, in its order. */
const queries: [
  RegExp | undefined,
  Omit<AuditQuery, "limit" | "maxBytes" | "isWithInstallation">,
][] = [
  [undefined, {}],
  [byUser, { userId: "u1" }],
  [byActor, { actorId: "key1" }],
  [byType, { changeTypes: ["user.banned", "user.deleted"], eventTypes: ["schema.set"] }],
  [undefined, { changeTypes: ["user.created"], eventTypes: [] }],
  [undefined, { changeTypes: ["user.updated", "user.banned"], eventTypes: [] }],
  [byUser, { userId: "u1", actorId: "key1", changeTypes: ["user.banned"] }],
  [byType, { actorId: "key1", changeTypes: ["user.banned", "user.deleted"] }],
  [undefined, { from: 100n, to: 5000n }],
  [undefined, { actorId: "key1", from: 100n }], // finds the time in the log itself
];

/** A row of a user, before or after a soft deletion. */
const toUpdate = (id: string, before: UserState, after: UserState) => ({
  row: {
    appId: "app",
    id,
    version: 1,
    createdAt: 1n,
    updatedAt: 1n,
    dataJson: "{}",
    state: before,
  },
  state: after,
  at: 2n,
});

const deletedState = { ...activeState, deletedAt: 5n };

/** Reads a whole table, by its name or alias. */
const readsTable = /(?:SCAN|Seq Scan on) (?:users|changes|audit_events|logged|one|earlier)\b/;

/** On SQLite, all changes of an app. */
const readsApp = /USING PRIMARY KEY \(app_id=\?\)/;

describe.each(backends)("with many rows on %s", (backend) => {
  const timeout = 900_000; // of a million rows
  test("soft deletions, restorations and the audit log use indexes", { timeout }, async () => {
    await using empty = await createTestDatabaseUrl(backend);
    await using explained = await explainDatabase(empty.url);
    await using raw = await openRawDatabase(empty.url);
    for (const table of ["users", "changes", "audit_events"] as const) {
      for (let first = 1; first <= ROWS; first += FILL_STEP) {
        await raw.execute(fill(backend, table, first));
      }
    }
    // SQLite knows only what Roster gathers; PostgreSQL gathers statistics of all tables itself.
    await raw.execute(backend === "sqlite" ? "ANALYZE users" : "ANALYZE");
    const { changes, users } = explained.database;
    const found: { index: RegExp | undefined; plan: string }[] = [];
    const read = async (expected: RegExp | undefined, work: () => Promise<unknown>) => {
      const plans = await explained.explained(work);
      found.push({ index: expected, plan: plans.join("\n") });
    };
    const versions = [{ id: "u1", version: 1 }];
    await read(byUser, () => changes.history("app", { userId: "u1", ...page }, testScan));
    await read(byUser, () => changes.versions("app", { versions, maxBytes: 1_000_000 }, testScan));
    await read(undefined, () => changes.size("app", testScan));
    for (const [expected, query] of queries) {
      const whole = { isWithInstallation: true, ...query, ...page };
      await read(expected, () => changes.list("app", whole, testScan));
    }
    const sort = [{ path: ["deletedAt"], direction: "desc" }] as const;
    await read(undefined, () => users.list("app", { sort, isTrash: true, limit: 100 }, testScan));
    await using prisma = await openPrisma(empty.url);
    const { sql: dialect } = await createDialect(empty.url);
    const ids = Array.from({ length: 100 }, (_, n) => `u${n}`);
    const keys = ids.map((id) => ({ appId: "app", id }));
    const moved = (before: UserState, after: UserState) =>
      updateStates(
        dialect,
        ids.map((id) => toUpdate(id, before, after)),
      );
    const erased = eraseIds(
      dialect,
      keys.map((key) => ({ ...key, erasedId: "x" })),
    );
    const few = Math.min(1000, ROWS / 400);
    const statements: [RegExp | undefined, Sql][] = [
      [undefined, moved(activeState, deletedState)],
      [undefined, moved(deletedState, activeState)],
      [byUser, selectUsersToChange(dialect, keys)],
      [undefined, selectStates(dialect, keys)],
      [undefined, selectDeleted(dialect, keys)],
      [undefined, selectUsersToDelete(dialect, keys)],
      [undefined, deleteUsers(dialect, keys)],
      [byUser, selectRemovals(dialect, keys)],
      [byUser, countTelling(dialect, keys, 1001)],
      [byUser, eraseChanges(dialect, keys, few)],
      ...erased.map((statement): [undefined, Sql] => [undefined, statement]),
    ];
    for (const [expected, statement] of statements) {
      found.push({ index: expected, plan: await explain(prisma.client, backend, statement) });
    }
    const isWrong = ({ index: expected, plan }: (typeof found)[number]) =>
      readsTable.test(plan) || (expected && (!expected.test(plan) || readsApp.test(plan)));
    expect(found.filter(isWrong)).toEqual([]);
  });
});

async function openPrisma(url: string) {
  const client = await openTestPrisma(url);
  return { client, [Symbol.asyncDispose]: () => client.$disconnect() };
}

/** Inserts rows of many users: of 50 users, one is in the trash; every fifth change is a rare one. */
function fill(
  backend: (typeof backends)[number],
  table: "users" | "changes" | "audit_events",
  first: number,
) {
  const last = Math.min(ROWS, first + FILL_STEP - 1);
  const numbers =
    backend === "sqlite"
      ? `WITH RECURSIVE s(n) AS (SELECT ${first} UNION ALL SELECT n + 1 FROM s WHERE n < ${last}) SELECT n FROM s`
      : `SELECT n FROM generate_series(${first}, ${last}) AS s(n)`;
  const origin = `'apiKey', 'key' || (n % 3), 'trpc', 'request'`;
  const json = backend === "sqlite" ? "TEXT" : "JSON";
  const sourceColumns = "actor_kind, actor_id, surface, request_id";
  switch (table) {
    case "users":
      return `INSERT INTO users (app_id, id, data, version, created_at, updated_at, deleted_data, deleted_created_at)
        SELECT 'app', 'u' || n, '{}', 1, CASE n % 50 WHEN 0 THEN -n ELSE n END, n,
          CASE n % 50 WHEN 0 THEN CAST('{"n":1}' AS ${json}) END, CASE n % 50 WHEN 0 THEN n END FROM (${numbers}) AS numbers`;
    case "changes":
      return `INSERT INTO changes (app_id, seq, user_id, type, at, version, created_at, updated_at, data, ${sourceColumns})
        SELECT 'app', n, 'u' || (n % (${ROWS} / 5)), CASE n % 5 WHEN 0 THEN 'user.banned' ELSE 'user.updated' END, n, 1, 1, 1, '{}',
          ${origin} FROM (${numbers}) AS numbers`;
    case "audit_events":
      return `INSERT INTO audit_events (app_id, type, at, user_id, details, ${sourceColumns})
        SELECT 'app', CASE n % 5 WHEN 0 THEN 'schema.set' ELSE 'token.created' END, n, 'u' || (n % (${ROWS} / 5)), '{}', ${origin}
        FROM (${numbers}) AS numbers`;
  }
}
