import type { AuditEntry, AuditType, ChangeType } from "@roster/contract";
import { describe, expect, test } from "vitest";
import { createDialect } from "../connect.js";
import { backends, openRawDatabase, openTestDatabase, testScan } from "../testing.js";
import { insertChanges, type TestChange } from "../testing/change-rows.js";
import type { NewAuditEvent } from "./audit-store.js";
import { type AuditPosition, type AuditQuery, ChangeReader } from "./change-reader.js";

const source: NewAuditEvent["source"] = {
  actor: { kind: "apiKey", id: "key", name: "Key" },
  surface: "trpc",
  requestId: "request",
};
const wholePage = { limit: 100, maxBytes: 1_000_000 };

async function openLog(backend: (typeof backends)[number], changes: readonly TestChange[]) {
  let now = 0n;
  const database = await openTestDatabase(backend, { clock: () => now });
  await using raw = await openRawDatabase(database.url);
  if (changes.length > 0) await insertChanges(raw, changes);
  const addEvent = (at: number, event: Partial<NewAuditEvent> = {}) => {
    now = BigInt(at);
    return database.audit.add({
      appId: "app",
      type: "token.created",
      source,
      details: {},
      ...event,
    });
  };
  return { database, reader: database.changes, addEvent };
}

const typesOfRows: ChangeType[] = ["user.updated", "user.created", "user.updated", "user.banned"];
const rows = Array.from({ length: 40 }, (_, n) => ({
  seq: n + 1,
  at: Math.floor(n / 3) * 10,
  userId: n % 3 === 0 ? "ada" : "bob",
  actor: n % 5 === 0 ? "admin" : "key",
  type: typesOfRows[n % 4] ?? "user.updated",
}));

const typesOfEvents: AuditType[] = ["token.created", "schema.set", "apiKey.added"];
const events = Array.from({ length: 30 }, (_, n) => ({
  at: Math.floor(n / 2) * 9,
  type: typesOfEvents[n % 3] ?? "token.created",
  userId: n % 3 === 0 ? "ada" : undefined,
  appId: n % 7 === 0 ? "" : "app",
  actor: n % 4 === 0 ? "admin" : "key",
}));

const queries: Omit<AuditQuery, "limit" | "maxBytes" | "after">[] = [
  { isWithInstallation: true },
  { isWithInstallation: false },
  { isWithInstallation: false, userId: "ada" },
  { isWithInstallation: true, actorId: "admin" },
  { isWithInstallation: true, userId: "ada", actorId: "admin", changeTypes: ["user.banned"] },
  { isWithInstallation: false, changeTypes: ["user.banned"], eventTypes: [] },
  {
    isWithInstallation: false,
    changeTypes: ["user.banned", "user.created"],
    eventTypes: ["schema.set"],
  },
  { isWithInstallation: true, changeTypes: [], eventTypes: ["schema.set", "token.created"] },
  { isWithInstallation: true, actorId: "key", changeTypes: ["user.banned", "user.deleted"] },
  { isWithInstallation: false, from: 20n, to: 60n },
  { isWithInstallation: true, from: 15n, userId: "ada" },
  {
    isWithInstallation: true,
    to: 31n,
    changeTypes: ["user.updated"],
    eventTypes: ["apiKey.added"],
  },
  { isWithInstallation: true, from: 10_000n },
];

describe.each(backends)("the change reader on %s", (backend) => {
  test("reads a user's changes newest first, each with its data before and after", async () => {
    const { database, reader } = await openLog(backend, [
      { seq: 1, type: "user.baseline", data: `{"n":1.0}`, version: 4 },
      { seq: 2, userId: "bob", data: `{"bob":1}` },
      { seq: 3, data: `{"n":2}`, version: 5, changed: `["n","a b"]`, details: `{"revertedTo":4}` },
      { seq: 4, appId: "other", data: `{"other":1}` },
      { seq: 5, type: "user.banned", data: `{"n":2}`, version: 6, state: ",7,,,,Spam, again" },
      {
        seq: 6,
        type: "user.deleted",
        data: null,
        version: 7,
        createdAt: -6,
        details: `{"mode":"soft"}`,
      },
    ]);
    await using _ = database;
    const { changes, hasMore } = await reader.history(
      "app",
      { userId: "ada", ...wholePage },
      testScan,
    );
    expect(hasMore).toBe(false);
    expect(changes.map(({ seq, type }) => [seq, type])).toEqual([
      ["6", "user.deleted"],
      ["5", "user.banned"],
      ["3", "user.updated"],
      ["1", "user.baseline"],
    ]);
    expect(changes.map(({ before, data }) => [before?.text, data?.text])).toEqual([
      [`{"n":2}`, undefined],
      [`{"n":2}`, `{"n":2}`],
      [`{"n":1.0}`, `{"n":2}`],
      [undefined, `{"n":1.0}`],
    ]);
    expect(changes[0]).toMatchObject({
      status: "deleted",
      changed: ["status"],
      details: { mode: "soft" },
    });
    expect(changes[1]).toMatchObject({
      ban: { until: null, reason: "Spam, again", bannedAt: "1970-01-01T00:00:00.000007Z" },
      changed: ["ban"],
    });
    expect(changes[2]).toEqual({
      seq: "3",
      type: "user.updated",
      userId: "ada",
      at: "1970-01-01T00:00:03.000000Z",
      actor: { kind: "apiKey", id: "key", name: "Key" },
      surface: "trpc",
      requestId: "request-3",
      changed: ["data.n", "data.a b"],
      details: { revertedTo: 4 },
      version: 5,
      status: "active",
      ban: null,
      data: expect.anything(),
      before: expect.anything(),
    });
  });

  test("gives no data before a change whose predecessor was not logged", async () => {
    const { database, reader } = await openLog(backend, [
      { seq: 1, version: 1, data: `{"n":1}` },
      { seq: 2, version: 2, data: null, changed: `["n"]` },
      { seq: 3, userId: "bob", version: 1, data: `{"n":1}` },
      { seq: 4, userId: "bob", version: 4, data: null, changed: `["n"]` },
      { seq: 5, userId: "eve", version: 1, data: `{"n":1}` },
      // Several changes of one batch.
      { seq: 6, userId: "eve", version: 4, data: `{"n":4}`, changed: `["n"]` },
    ]);
    await using _ = database;
    const before = async (userId: string) => {
      const { changes } = await reader.history("app", { userId, ...wholePage }, testScan);
      return changes[0]?.before?.text;
    };
    expect(await before("ada")).toBe(`{"n":1}`);
    expect(await before("bob")).toBeUndefined();
    expect(await before("eve")).toBe(`{"n":1}`);
  });

  test("ends a page before its data exceeds the bytes, but after at least one change", async () => {
    const data = (length: number) => JSON.stringify({ text: "x".repeat(length - 11) });
    const { database, reader } = await openLog(backend, [
      { seq: 1, data: data(50) },
      { seq: 2, data: data(50) },
      { seq: 3, data: data(300) },
    ]);
    await using _ = database;
    const read = async (before?: bigint) => {
      const query = { userId: "ada", before, limit: 10, maxBytes: 120 };
      const { changes, hasMore } = await reader.history("app", query, testScan);
      return { sizes: changes.map((one) => one.data?.text.length), hasMore };
    };
    expect(await read()).toEqual({ sizes: [300], hasMore: true });
    expect(await read(3n)).toEqual({ sizes: [50], hasMore: true });
    expect(await read(2n)).toEqual({ sizes: [50], hasMore: false });
    const { entries, next } = await reader.list(
      "app",
      { isWithInstallation: false, limit: 10, maxBytes: 120 },
      testScan,
    );
    expect(entries).toHaveLength(1);
    expect(next).toEqual({ change: 3n, event: { at: 0n, seq: 0n } });
  });

  test("pages through exactly the entries that match, newest first", async () => {
    const { database, reader, addEvent } = await openLog(backend, rows);
    await using _ = database;
    for (const { at, actor, ...event } of events) {
      await addEvent(at, { ...event, source: { ...source, actor: { kind: "apiKey", id: actor } } });
    }
    await addEvent(5, { appId: "other" });
    const dialect = await createDialect(database.url);
    await using _scans = { [Symbol.asyncDispose]: () => dialect.scans.close() };
    // Reads as few rows a page as a long log would need, and so has pages without entries.
    const slow = new ChangeReader(dialect.scans.run, dialect.sql, 3);
    const cases = queries.flatMap((query) => [
      { query, from: reader },
      { query, from: slow },
    ]);
    for (const { query, from: pages } of cases) {
      const { userId, actorId, from = 0n, to = 1_000_000n, changeTypes, eventTypes } = query;
      const isMatch = (one: { userId?: string | undefined; actor: string; at: number }) =>
        (userId === undefined || one.userId === userId) &&
        (actorId === undefined || one.actor === actorId) &&
        one.at >= Number(from) &&
        one.at < Number(to);
      const changes = rows.filter(
        (one) => isMatch(one) && (changeTypes?.includes(one.type) ?? true),
      );
      const others = events.filter(
        (one) =>
          isMatch(one) &&
          (eventTypes?.includes(one.type) ?? true) &&
          (one.appId !== "" || query.isWithInstallation),
      );
      const found: AuditEntry[] = [];
      let after: AuditPosition | undefined | null;
      while (after !== null) {
        const page = { ...query, after, limit: 7, maxBytes: 1_000_000 };
        const { entries, next } = await pages.list("app", page, testScan);
        found.push(...entries);
        after = next;
      }
      const names = found.map((one) => ("changed" in one ? `change ${one.seq}` : one.type));
      const expected = [
        ...changes.map(({ seq }) => `change ${seq}`),
        ...others.map(({ type }) => type),
      ];
      expect(names.toSorted()).toEqual(expected.toSorted());
      const times = found.map(({ at }) => at);
      expect(times).toEqual(times.toSorted().toReversed());
    }
  });

  test("ends a page of a filter without an index after so many rows, and continues there", async () => {
    const last = { seq: 12, type: "user.created" };
    const rare = Array.from({ length: 10 }, (_, n) => ({ seq: n + 2, type: "user.banned" }));
    const { database } = await openLog(backend, [{ seq: 1, type: "user.created" }, ...rare, last]);
    await using _ = database;
    const dialect = await createDialect(database.url);
    await using _scans = { [Symbol.asyncDispose]: () => dialect.scans.close() };
    const reader = new ChangeReader(dialect.scans.run, dialect.sql, 4);
    const query = {
      isWithInstallation: false,
      changeTypes: ["user.created" as const],
      ...wholePage,
    };
    const pages: string[][] = [];
    for (let after: AuditPosition | undefined | null; after !== null;) {
      const { entries, next } = await reader.list("app", { ...query, after }, testScan);
      pages.push(entries.map(({ seq }) => seq));
      after = next;
    }
    expect(pages).toEqual([["12"], [], ["1"]]);
  });

  test("shows on later pages nothing that was added after the first", async () => {
    const { database, reader, addEvent } = await openLog(backend, [{ seq: 1 }, { seq: 2 }]);
    await using _ = database;
    await using raw = await openRawDatabase(database.url);
    const page = { isWithInstallation: false, limit: 1, maxBytes: 1_000_000 };
    const first = await reader.list("app", page, testScan);
    await insertChanges(raw, [{ seq: 3 }]);
    await addEvent(2_000_001);
    const second = await reader.list("app", { ...page, after: first.next ?? undefined }, testScan);
    expect([...first.entries, ...second.entries].map(({ seq }) => seq)).toEqual(["2", "1"]);
    expect(second.next).toBeNull();
  });
});
