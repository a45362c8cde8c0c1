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
import { countTelling, eraseChanges } from "./log-statements.js";
import { selectRemovals } from "./select-removals.js";

/** `PLAN_ROWS=1000000` in nightly runs. */
const ROWS = Number(process.env["PLAN_ROWS"] ?? 20_000);

const page = { limit: 100, maxBytes: 1_000_000 };

/** By each filter, and by combinations of them. */
const queries: Omit<AuditQuery, "limit" | "maxBytes">[] = [
  {},
  { userId: "u1" },
  { actorId: "key1" },
  { changeTypes: ["user.banned", "user.deleted"] as const, eventTypes: ["schema.set"] as const },
  { changeTypes: ["user.created"] as const, eventTypes: [] },
  { changeTypes: ["user.updated", "user.banned"] as const, eventTypes: [] },
  { userId: "u1", actorId: "key1", changeTypes: ["user.banned"] as const },
  { actorId: "key1", changeTypes: ["user.banned", "user.deleted"] as const },
  { from: 100n, to: 5000n },
  { actorId: "key1", from: 100n },
].map((query) => ({ isWithInstallation: true, ...query }));

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

/** Tables by their names and aliases in statements. */
const readsWhole =
  /(?:SCAN|Seq Scan on) (?:users|changes|audit_events|logged|one|earlier)\b(?! USING INDEX)/;

describe.each(backends)("with many rows on %s", (backend) => {
  const timeout = 900_000; // of a million rows
  test("soft deletions, restorations and the audit log use indexes only", { timeout }, async () => {
    await using empty = await createTestDatabaseUrl(backend);
    await using explained = await explainDatabase(empty.url);
    await using raw = await openRawDatabase(empty.url);
    for (const table of ["users", "changes", "audit_events"] as const) {
      await raw.execute(fill(backend, table));
    }
    // SQLite knows only what Roster gathers; PostgreSQL gathers statistics of all tables itself.
    await raw.execute(backend === "sqlite" ? "ANALYZE users" : "ANALYZE");
    const { changes, users } = explained.database;
    const reads = await explained.explained(async () => {
      await changes.history("app", { userId: "u1", ...page }, testScan);
      await changes.versions(
        "app",
        { versions: [{ id: "u1", version: 1 }], maxBytes: 1_000_000 },
        testScan,
      );
      await changes.size("app", testScan);
      for (const query of queries) await changes.list("app", { ...query, ...page }, testScan);
      const sort = [{ path: ["deletedAt"], direction: "desc" }] as const;
      await users.list("app", { sort, isTrash: true, limit: 100 }, testScan);
    });
    await using prisma = await openPrisma(empty.url);
    const { sql: dialect } = await createDialect(empty.url);
    const ids = Array.from({ length: 100 }, (_, n) => `u${n}`);
    const keys = ids.map((id) => ({ appId: "app", id }));
    const statements: Sql[] = [
      updateStates(
        dialect,
        ids.map((id) => toUpdate(id, activeState, deletedState)),
      ),
      updateStates(
        dialect,
        ids.map((id) => toUpdate(id, deletedState, activeState)),
      ),
      selectUsersToChange(dialect, keys),
      selectStates(dialect, keys),
      selectDeleted(dialect, keys),
      selectUsersToDelete(dialect, keys),
      deleteUsers(dialect, keys),
      selectRemovals(dialect, keys),
      countTelling(dialect, keys, 1001),
      eraseChanges(dialect, keys, Math.min(1000, ROWS / 400)), // few of all rows,
    ];
    const plans = [...reads];
    for (const statement of statements)
      plans.push(await explain(prisma.client, backend, statement));
    expect(plans.filter((plan) => readsWhole.test(plan))).toEqual([]);
    expect(plans.join("\n")).toMatch(/changes_app_id_user_id_seq_idx/);
  });
});

async function openPrisma(url: string) {
  const client = await openTestPrisma(url);
  return { client, [Symbol.asyncDispose]: () => client.$disconnect() };
}

/** Inserts rows of many users: of 50 users, one is in the trash; every fifth change is a rare one. */
function fill(backend: (typeof backends)[number], table: "users" | "changes" | "audit_events") {
  const numbers =
    backend === "sqlite"
      ? `WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < ${ROWS}) SELECT n FROM s`
      : `SELECT n FROM generate_series(1, ${ROWS}) AS s(n)`;
  const origin = `'apiKey', 'key' || n % 3, 'trpc', 'request'`;
  const json = backend === "sqlite" ? "TEXT" : "JSON";
  const sourceColumns = "actor_kind, actor_id, surface, request_id";
  switch (table) {
    case "users":
      return `INSERT INTO users (app_id, id, data, version, created_at, updated_at, deleted_data, deleted_created_at)
        SELECT 'app', 'u' || n, '{}', 1, CASE n % 50 WHEN 0 THEN -n ELSE n END, n,
          CASE n % 50 WHEN 0 THEN CAST('{"n":1}' AS ${json}) END, CASE n % 50 WHEN 0 THEN n END FROM (${numbers}) AS numbers`;
    case "changes":
      return `INSERT INTO changes (app_id, seq, user_id, type, at, version, created_at, updated_at, data, ${sourceColumns})
        SELECT 'app', n, 'u' || n % (${ROWS} / 5), CASE n % 5 WHEN 0 THEN 'user.banned' ELSE 'user.updated' END, n, 1, 1, 1, '{}',
          ${origin} FROM (${numbers}) AS numbers`;
    case "audit_events":
      return `INSERT INTO audit_events (app_id, type, at, user_id, details, ${sourceColumns})
        SELECT 'app', CASE n % 5 WHEN 0 THEN 'schema.set' ELSE 'token.created' END, n, 'u' || n % (${ROWS} / 5), '{}', ${origin}
        FROM (${numbers}) AS numbers`;
  }
}
