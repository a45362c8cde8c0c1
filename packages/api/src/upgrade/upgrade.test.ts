import { readFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { stringifyJson, trustedJsonText } from "@roster/contract/json";
import type { DialectName } from "@roster/db";
import {
  createTestDatabaseUrl,
  type EarlierDatabase,
  fillEarlierDatabase,
  openRawDatabase,
} from "@roster/db/testing";
import { describe, expect, test } from "vitest";
import { findApp } from "../apps/app.js";
import { FIRST_APP_ID } from "../bootstrap.js";
import { backends, rejectionOf, reopenTestApi, serverActor } from "../testing.js";
import { sendTrpc } from "../trpc/testing/send-trpc.js";

/** Copied from a database that an earlier release wrote: tables, indexes, and calls with their results. */
interface EarlierRelease extends EarlierDatabase {
  readonly calls: readonly {
    readonly path: string;
    readonly input: string;
    readonly output: string;
  }[];
}

/** A release of which all tables are kept, with the credentials that it gave out. */
interface LatestRelease extends EarlierRelease {
  readonly apiKey: string;
  readonly apiSecret: string;
  /** A token of the user ann that does not expire. */
  readonly userToken: string;
  /** The token of a dashboard session. */
  readonly session: string;
}

const read = (name: string) =>
  readFileSync(new URL(`releases/${name}.json`, import.meta.url), "utf8");
const first: Readonly<Record<DialectName, EarlierRelease>> = JSON.parse(read("20261127"));
const latest: Readonly<Record<DialectName, LatestRelease>> & { readonly masterKey: string } =
  JSON.parse(read("20261130"));

/** All releases, by the date of their last migration, and an hour after their last write. */
const releases = [
  { name: "20261127", release: first, now: 1_796_043_386_615_000n },
  { name: "20261130", release: latest, now: 1_796_064_860_000_000n },
] as const;

const actor = serverActor(FIRST_APP_ID);

/** A database as the release left it. */
async function openEarlier<Release extends EarlierRelease>(backend: DialectName, release: Release) {
  const place = await createTestDatabaseUrl(backend);
  await fillEarlierDatabase({ url: place.url, backend }, release);
  return { ...place, release };
}

/** An API on a database of the earlier release. */
async function openUpgraded(backend: DialectName, { release, now }: (typeof releases)[number]) {
  const earlier = await openEarlier<EarlierRelease>(backend, release[backend]);
  const { url } = earlier;
  let time = now;
  const clock = () => (time += 1n);
  const { masterKey } = latest;
  const { api, database, as } = await reopenTestApi({ databaseUrl: url, masterKey, clock });
  return {
    api,
    database,
    url,
    release: earlier.release,
    server: as(actor),
    raw: api.createCaller(api.createContext({ actor })),
    async [Symbol.asyncDispose]() {
      await database.close();
      await earlier[Symbol.asyncDispose]();
    },
  };
}

describe.each(backends)("on %s", (backend) => {
  describe.each(releases)("a database of release $name", (release) => {
    test("returns its users token for token, replays its calls, and rejects their keys for others", async () => {
      await using upgraded = await openUpgraded(backend, release);
      const list = () => upgraded.raw.users.list({ sort: [{ path: "id" }] });
      const { users } = await list();
      const all = upgraded.release.tables["users"] ?? [];
      const stored = all.filter((user) => user["app_id"] === FIRST_APP_ID);
      expect(users).toHaveLength(8);
      expect(users.map(({ id, data, version }) => [id, data.text, version])).toEqual(
        stored.map(({ id, data, version }) => [id, data, version]),
      );
      for (const { path, input, output } of upgraded.release.calls) {
        const text = await sendTrpc(upgraded.api, [{ path, input }], { actor, protocol: "single" });
        const replayed = { result: { data: JSON.parse(output) } };
        // Later releases add properties to users.
        expect(JSON.parse(text), path).toMatchObject([replayed]);
      }
      const key = { idempotencyKey: "patch" };
      const rejection = await rejectionOf(
        upgraded.server.users.patch({ id: "dan", set: { a: 1 }, ...key }),
      );
      expect(rejection).toMatchObject({ code: "CONFLICT" });
      expect(stringifyJson((await list()).users)).toBe(stringifyJson(users));
      const everything = { userReads: "all", publicFields: null };
      expect(await findApp(upgraded.database, FIRST_APP_ID)).toMatchObject(everything);
    });

    test("has its schema and its indexes, which are rebuilt if they have to be", async () => {
      await using upgraded = await openUpgraded(backend, release);
      const { users, indexes } = upgraded.server;
      const invalid = await rejectionOf(users.add({ id: "new", data: { age: -1 } }));
      expect(invalid).toMatchObject({
        code: "INVALID",
        details: { issues: [{ path: ["data", "age"] }] },
      });
      const taken = { id: "new", data: { email: "bob@example.com" } };
      expect(await rejectionOf(users.add(taken))).toMatchObject({ code: "CONFLICT" });
      while ((await upgraded.database.dataIndexes.listOutdated()).length > 0) await setImmediate();
      expect(await rejectionOf(users.add(taken))).toMatchObject({ code: "CONFLICT" });
      const declared = (upgraded.release.tables["data_indexes"] ?? []).toSorted(
        (a, b) => Number(a["created_at"]) - Number(b["created_at"]),
      );
      expect((await indexes.list()).indexes).toMatchObject(
        declared.map(({ path, is_unique }) => ({ path, unique: is_unique, state: "ready" })),
      );
      const add = { path: "users.add", input: '{"id":"max","data":{"age":9007199254740993}}' };
      await sendTrpc(upgraded.api, [add], { actor, protocol: "single" });
      const { users: oldest } = await users.list({
        where: { "data.age": { gte: 36 } },
        sort: [{ path: "data.age", direction: "desc" }],
      });
      expect(oldest.map(({ id }) => id)).toEqual(["max", "cy", "ann"]);
    });

    test("keeps every row of every table", async () => {
      await using earlier = await openEarlier<EarlierRelease>(backend, release.release[backend]);
      const readAll = async () => {
        await using raw = await openRawDatabase(earlier.url);
        const tables = Object.entries(earlier.release.tables).map(async ([table, [row = {}]]) => {
          // The version of an index's definition grows when the index is rebuilt.
          const columns = Object.keys(row).filter(
            (name) => `${table}.${name}` !== "data_indexes.version",
          );
          const rows = columns.length === 0 ? [] : await raw.rows(table, columns);
          return [table, rows.map((one) => JSON.stringify(one)).toSorted()] as const;
        });
        return Object.fromEntries(await Promise.all(tables));
      };
      const before = await readAll();
      expect(before["users"]?.length).toBeGreaterThan(7);
      const clock = () => release.now;
      const { masterKey } = latest;
      const { database } = await reopenTestApi({ databaseUrl: earlier.url, masterKey, clock });
      await database.close();
      expect(await readAll()).toEqual(before);
    });
  });

  test("a database of the latest release accepts its API secret, tokens and sessions", async () => {
    await using upgraded = await openUpgraded(backend, releases[1]);
    const { api, database } = upgraded;
    const { apiKey, apiSecret, userToken, session } = latest[backend];
    expect(await api.bootstrap({})).toMatchObject({ apiKey, apiSecret, isNewKey: false });
    const credentials = { apiKey, authorization: userToken };
    const ann = api.createCaller(api.createContext({ credentials }));
    expect(await ann.users.update({ id: "ann", data: trustedJsonText("{}") })).toMatchObject({
      id: "ann",
      version: 2,
    });
    expect(await api.adminSessions.use(session)).toBeDefined();
    const keys = await database.apiKeys.list(FIRST_APP_ID);
    expect(keys.map(({ name, revokedAt }) => [name, revokedAt !== null])).toEqual([
      ["First key", false],
      ["Old", true],
    ]);
  });

  test("a user of the latest release has a history from its first change on, and can be reverted to what it was", async () => {
    await using upgraded = await openUpgraded(backend, releases[1]);
    const { users } = upgraded.raw;
    const before = await users.get({ id: "ann" });
    expect((await users.history({ id: "ann" })).changes).toEqual([]);
    await users.update({ id: "ann", data: trustedJsonText('{"age":37}') });
    const { changes } = await users.history({ id: "ann" });
    expect(changes.map(({ type, version }) => [type, version])).toEqual([
      ["user.updated", 2],
      ["user.baseline", 1],
    ]);
    const reverted = await users.revert({ id: "ann", toVersion: 1 });
    expect(reverted).toMatchObject({ version: 3, createdAt: before.createdAt });
    expect(reverted.data.text).toBe(before.data.text);
  });
});
