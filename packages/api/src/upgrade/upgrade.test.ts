import { readFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { stringifyJson } from "@roster/contract/json";
import type { DialectName } from "@roster/db";
import {
  createTestDatabaseUrl,
  type EarlierDatabase,
  fillEarlierDatabase,
} from "@roster/db/testing";
import { describe, expect, test } from "vitest";
import { generateMasterKey } from "../auth/master-keys.js";
import { FIRST_APP_ID } from "../bootstrap.js";
import { backends, rejectionOf, reopenTestApi, serverActor } from "../testing.js";
import { sendTrpc } from "../trpc/testing/send-trpc.js";

/** Copied from databases that release 0.1.0 wrote: tables, indexes, and calls with their results. */
interface EarlierRelease extends EarlierDatabase {
  readonly calls: readonly {
    readonly path: string;
    readonly input: string;
    readonly output: string;
  }[];
}

const releases: Readonly<Record<DialectName, EarlierRelease>> = JSON.parse(
  readFileSync(new URL("earlier-release.json", import.meta.url), "utf8"),
);

const actor = serverActor(FIRST_APP_ID);

/** An API on a database of the earlier release, an hour after its last write. */
async function openUpgraded(backend: DialectName) {
  const release = releases[backend];
  const place = await createTestDatabaseUrl(backend);
  await fillEarlierDatabase({ url: place.url, backend }, release);
  let now = 1_796_043_386_615_000n;
  const clock = () => (now += 1n);
  const { api, database, as } = await reopenTestApi({
    databaseUrl: place.url,
    masterKey: generateMasterKey(),
    clock,
  });
  return {
    api,
    database,
    release,
    server: as(actor),
    raw: api.createCaller(api.createContext({ actor })),
    async [Symbol.asyncDispose]() {
      await database.close();
      await place[Symbol.asyncDispose]();
    },
  };
}

describe.each(backends)("a database of the previous release on %s", (backend) => {
  test("returns its users token for token", async () => {
    await using upgraded = await openUpgraded(backend);
    const { users } = await upgraded.raw.users.list({ sort: [{ path: "id" }] });
    const stored = upgraded.release.tables["users"] ?? [];
    expect(users).toHaveLength(8);
    expect(users.map(({ id, data, version }) => [id, data.text, version])).toEqual(
      stored.map(({ id, data, version }) => [id, data, version]),
    );
  });

  test("replays its calls, and rejects their keys for other calls", async () => {
    await using upgraded = await openUpgraded(backend);
    const before = stringifyJson(await upgraded.raw.users.list({}));
    for (const { path, input, output } of upgraded.release.calls) {
      const text = await sendTrpc(upgraded.api, [{ path, input }], { actor, protocol: "single" });
      const replayed = { result: { data: JSON.parse(output) } };
      expect(JSON.parse(text), path).toEqual([replayed]);
    }
    const key = { idempotencyKey: "patch" };
    const rejection = await rejectionOf(
      upgraded.server.users.patch({ id: "dan", set: { a: 1 }, ...key }),
    );
    expect(rejection).toMatchObject({ code: "CONFLICT" });
    expect(stringifyJson(await upgraded.raw.users.list({}))).toBe(before);
  });

  test("has its schema and its indexes, which are rebuilt", async () => {
    await using upgraded = await openUpgraded(backend);
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
    expect((await indexes.list()).indexes).toMatchObject([
      { path: "data.age", unique: false, state: "ready" },
      { path: "data.email", unique: true, state: "ready" },
    ]);
    const add = { path: "users.add", input: '{"id":"max","data":{"age":9007199254740993}}' };
    await sendTrpc(upgraded.api, [add], { actor, protocol: "single" });
    const { users: oldest } = await users.list({
      where: { "data.age": { gte: 36 } },
      sort: [{ path: "data.age", direction: "desc" }],
    });
    expect(oldest.map(({ id }) => id)).toEqual(["max", "cy", "ann"]);
  });
});
