import { describe, expect, test } from "vitest";
import {
  adminActor,
  backends,
  openTestApi,
  rejectionOf,
  userActor as actorOf,
} from "../../testing.js";
import { openRawDatabase } from "@roster/db/testing";
import { FIRST_APP_ID } from "../../bootstrap.js";

const userActor = (userId: string) => actorOf(FIRST_APP_ID, userId, 4_000_000_000);

/** Copies an end user's only record, under other keys. */
async function copyRecord(url: string, copies: number): Promise<void> {
  await using database = await openRawDatabase(url);
  await database.execute(`
    WITH RECURSIVE copy(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < ${copies})
    INSERT INTO idempotency_keys (app_id, key, body_hash, answer, created_at, owner)
    SELECT app_id, key || CAST(n AS TEXT), body_hash, answer, created_at, owner
    FROM idempotency_keys CROSS JOIN copy WHERE owner IS NOT NULL`);
}

describe.each(backends)("an idempotency key on %s", (backend) => {
  test("belongs to the backend or to one end user", async () => {
    await using api = await openTestApi(backend);
    const idempotencyKey = "signup";
    const ofUser = (id: string) => api.as(userActor(id)).users.add({ id, idempotencyKey });
    expect((await ofUser("dave")).created).toBe(true);
    expect((await ofUser("eve")).created).toBe(true);
    const byBackend = api.server.users.add({ id: "new", idempotencyKey });
    expect((await byBackend).created).toBe(true);
    // Each sender repeats its own call, also after its user was removed.
    await api.server.users.removeMany({ ids: ["dave", "new"] });
    expect((await ofUser("dave")).created).toBe(true);
    const { users } = api.as(adminActor(FIRST_APP_ID));
    expect((await users.add({ id: "new", idempotencyKey })).created).toBe(true);
    expect((await api.server.users.list({})).users.map(({ id }) => id)).toEqual(["eve"]);
    const other = api.as(userActor("eve")).users.patch({ id: "eve", set: {}, idempotencyKey });
    expect((await rejectionOf(other)).code).toBe("CONFLICT");
  });

  test("of the backend has the hash that earlier releases stored", async () => {
    await using api = await openTestApi(backend);
    await api.server.users.add({ id: "a", idempotencyKey: "key" });
    const sha256 = "LHDhK3oGRvkiefQnx7OOczTY5Tic_xZ6HcMOc_gmtoM";
    expect(await api.database.idempotencyKeys.get(FIRST_APP_ID, sha256)).not.toBeNull();
  });

  test("of an end user counts against a quota, which does not limit its repetitions or the backend", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.as(userActor("me"));
    await users.add({ id: "me" });
    const patch = (n: number) => users.patch({ id: "me", set: { n }, idempotencyKey: `key-${n}` });
    const first = await patch(0);
    await copyRecord(api.databaseUrl, 998);
    expect((await patch(1)).version).toBe(3);
    const limited = await rejectionOf(patch(1001));
    expect(limited).toMatchObject({ code: "RATE_LIMITED", details: { retryAfterSeconds: 3600 } });
    expect(limited.message).toContain("1000 idempotency keys");
    for (const call of [
      users.remove({ id: "me", idempotencyKey: "new" }),
      users.addMany({ users: [{ id: "me" }], idempotencyKey: "new" }),
    ]) {
      expect((await rejectionOf(call)).code).toBe("RATE_LIMITED");
    }
    expect(await patch(0)).toEqual(first);
    expect((await users.patch({ id: "me", set: { n: "without a key" } })).version).toBe(4);
    await api.server.users.patch({ id: "me", set: { n: 1 }, idempotencyKey: "backend" });
    await api.as(userActor("you")).users.add({ id: "you", idempotencyKey: "own" });
  });

  test("of an end user counts the bytes of responses as well", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.as(userActor("me"));
    await users.add({ id: "me", data: { text: "x".repeat(3500) } });
    await users.patch({ id: "me", set: { n: 1 }, idempotencyKey: "first" });
    await copyRecord(api.databaseUrl, 250);
    const next = users.patch({ id: "me", set: { n: "next" }, idempotencyKey: "next" });
    expect((await rejectionOf(next)).code).toBe("RATE_LIMITED");
  });
});

describe.each(backends)("a removal with an idempotency key on %s", (backend) => {
  test("is made once, and repeats its response although the user is gone or was added again", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    const remove = (ifVersion?: number) =>
      users.remove({ id: "a", idempotencyKey: "key", ...(ifVersion && { ifVersion }) });
    expect((await rejectionOf(remove())).code).toBe("NOT_FOUND"); // does not use up the key
    await users.add({ id: "a" });
    expect(await remove()).toEqual({ id: "a" });
    expect(await remove()).toEqual({ id: "a" });
    await users.add({ id: "a" });
    expect(await remove()).toEqual({ id: "a" });
    expect((await users.get({ id: "a" })).version).toBe(1);
    expect((await rejectionOf(remove(1))).code).toBe("CONFLICT");
    const other = users.remove({ id: "b", idempotencyKey: "key" });
    expect((await rejectionOf(other)).code).toBe("CONFLICT");
  });

  test("is made once by 40 concurrent calls", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    await users.add({ id: "a" });
    const removals = Array.from({ length: 40 }, () =>
      users.remove({ id: "a", ifVersion: 1, idempotencyKey: "key" }),
    );
    expect(await Promise.all(removals)).toEqual(removals.map(() => ({ id: "a" })));
  });
});

describe.each(backends)("a recorded response above 4 KB on %s", (backend) => {
  const text = "x".repeat(5000);

  test("has its data while the user is at that version, and says so afterwards", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    await users.add({ id: "a", data: { text } });
    const patch = () => users.patch({ id: "a", set: { n: 1 }, idempotencyKey: "patch" });
    const add = () =>
      users.addMany({
        users: [{ id: "a" }, { id: "b" }],
        getOrCreate: true,
        idempotencyKey: "add",
      });
    const patched = await patch();
    const added = await add();
    expect(await patch()).toEqual(patched);
    expect(await add()).toEqual(added);
    await users.patch({ id: "a", set: { n: 2 } });
    const omitted = { ...patched, data: {}, dataOmitted: true };
    expect(await patch()).toEqual(omitted);
    expect((await add()).results).toEqual([
      { status: "existing", user: omitted },
      added.results[1],
    ]);
    await users.remove({ id: "a" });
    await users.add({ id: "a", data: { secret: text } });
    expect((await rejectionOf(patch())).code).toBe("NOT_FOUND");
    expect(JSON.stringify(await add())).not.toContain("secret");
  });

  test("is not stored with its data", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    await users.add({ id: "a", data: { text } });
    await users.patch({ id: "a", set: { n: 1 }, idempotencyKey: "key" });
    const sha256 = "LHDhK3oGRvkiefQnx7OOczTY5Tic_xZ6HcMOc_gmtoM";
    const record = await api.database.idempotencyKeys.get(FIRST_APP_ID, sha256);
    expect(record?.response.length).toBeLessThan(300);
  });
});
