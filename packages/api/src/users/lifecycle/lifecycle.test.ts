import { describe, expect, test } from "vitest";
import { FIRST_APP_ID } from "../../bootstrap.js";
import {
  adminActor,
  backends,
  openTestApi,
  rejectionOf,
  userActor as actorOf,
} from "../../testing.js";

const userActor = (userId: string, issuedAt?: number) => actorOf(FIRST_APP_ID, userId, issuedAt);

/** An API whose time stands still until it is set. */
async function openTimedApi(backend: (typeof backends)[number]) {
  let now = Date.parse("2026-12-01T00:00:00.500Z");
  const api = await openTestApi(backend, {
    now: () => new Date(now),
    clock: () => BigInt(now) * 1000n,
    userReads: "all",
  });
  return { api, setTime: (time: string) => (now = Date.parse(time)) };
}

describe.each(backends)("the states of users on %s", (backend) => {
  test("each transition raises the version once, and repeating it changes nothing", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    const { user } = await users.add({ id: "a", data: { n: 1 } });
    const once = async (call: () => ReturnType<typeof users.deactivate>, version: number) => {
      const first = await call();
      expect(first).toMatchObject({ changed: true, user: { version, data: { n: 1 } } });
      expect(first.user.createdAt).toBe(user.createdAt);
      expect(await users.get({ id: "a", includeDeleted: true })).toEqual(first.user);
      expect(await call()).toEqual({ changed: false, user: first.user });
      return first.user;
    };
    const deactivated = await once(() => users.deactivate({ id: "a" }), 2);
    expect(deactivated.status).toBe("deactivated");
    expect(deactivated.deactivatedAt).toBe(deactivated.updatedAt);
    const banned = await once(() => users.ban({ id: "a", reason: "spam, and more" }), 3);
    expect(banned.ban).toEqual({
      until: null,
      reason: "spam, and more",
      bannedAt: banned.updatedAt,
    });
    expect((await once(() => users.unban({ id: "a" }), 4)).ban).toBeNull();
    const active = await once(() => users.reactivate({ id: "a" }), 5);
    expect(active).toEqual({ ...user, version: 5, updatedAt: active.updatedAt });
    expect((await users.update({ id: "a", data: { n: 2 } })).version).toBe(6);
  });

  test("servers write a deactivated and banned user as before, and its state stays", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    await users.add({ id: "a", data: { n: 1 } });
    await users.deactivate({ id: "a" });
    const { user } = await users.ban({ id: "a" });
    const state = { status: "deactivated", ban: user.ban, deactivatedAt: user.deactivatedAt };
    expect(await users.update({ id: "a", data: { n: 2 } })).toMatchObject({ ...state, version: 4 });
    const patch = { id: "a", set: { n: 3 }, idempotencyKey: "k" };
    expect(await users.patch(patch)).toMatchObject({ ...state, version: 5 });
    await users.reactivate({ id: "a" });
    expect(await users.patch(patch)).toMatchObject({ ...state, version: 5 });
    const list = [{ id: "a", data: { n: 4 } }];
    const { results } = await users.addMany({ users: list, update: true, idempotencyKey: "b" });
    expect(results).toMatchObject([{ user: { status: "active", ban: user.ban, version: 7 } }]);
    expect(await users.addMany({ users: list, update: true, idempotencyKey: "b" })).toEqual({
      results,
    });
    const found = await users.add({ id: "a", getOrCreate: true });
    expect(found).toMatchObject({ created: false, user: { ban: user.ban } });
  });

  test("reject the user's own tokens from the next call on, as long as they last", async () => {
    const { api, setTime } = await openTimedApi(backend);
    await using _ = api;
    const { users } = api.server;
    const call = () => api.as(userActor("a", 1_796_083_200)).users.get({ id: "a" });
    await expect(call()).rejects.toMatchObject({ code: "NOT_FOUND" });
    await users.add({ id: "a" });
    await call();
    await users.deactivate({ id: "a" });
    expect((await rejectionOf(call())).code).toBe("USER_DEACTIVATED");
    await users.reactivate({ id: "a" });
    await call();
    await users.ban({ id: "a", seconds: 60, reason: "secret" });
    const until = "2026-12-01T00:01:00.500000Z";
    expect(await rejectionOf(call())).toMatchObject({ code: "USER_BANNED", details: { until } });
    const byOther = await api.as(userActor("b")).users.get({ id: "a" });
    expect(byOther.ban).toMatchObject({ until, reason: null });
    expect((await users.list({ where: { banned: true } })).users).toHaveLength(1);
    setTime("2026-12-01T00:01:00.500Z");
    await call();
    expect((await users.get({ id: "a" })).ban).toBeNull();
    expect((await users.list({ where: { banned: true } })).users).toHaveLength(0);
    expect((await users.unban({ id: "a" })).changed).toBe(false);
    await users.remove({ id: "a", mode: "soft" });
    expect((await rejectionOf(call())).code).toBe("UNAUTHENTICATED");
  });

  test("revoked are the tokens that were issued until then, and those without iat", async () => {
    const { api } = await openTimedApi(backend);
    await using _ = api;
    const { users } = api.server;
    await users.add({ id: "a" });
    const { user } = await users.revokeTokens({ id: "a" });
    expect(user.tokensValidAfter).toBe("2026-12-01T00:00:00.500000Z");
    const second = 1_796_083_200;
    const codeOf = async (issuedAt?: number) =>
      (await rejectionOf(api.as(userActor("a", issuedAt)).users.get({ id: "a" }))).code;
    expect(await codeOf(second - 1)).toBe("UNAUTHENTICATED");
    expect(await codeOf(second)).toBe("UNAUTHENTICATED");
    expect(await codeOf()).toBe("UNAUTHENTICATED");
    await api.as(userActor("a", second + 1)).users.get({ id: "a" });
  });

  test("have the server's times, also of a user that was imported with a later one", async () => {
    const { api, setTime } = await openTimedApi(backend);
    await using _ = api;
    const { users } = api.server;
    const [now, later] = ["2026-12-01T00:00:00.500000Z", "2199-12-31T23:59:59.999999Z"];
    await users.addMany({ users: [{ id: "a", data: { n: 1 }, createdAt: later }] });
    const { user } = await users.revokeTokens({ id: "a" });
    expect(user).toMatchObject({ tokensValidAfter: now, updatedAt: "2200-01-01T00:00:00.000000Z" });
    await api.as(userActor("a", 1_796_083_201)).users.get({ id: "a" });
    setTime("2026-11-30T00:00:00.000Z");
    expect((await users.revokeTokens({ id: "a" })).user.tokensValidAfter).toBe(now);
    setTime(now);
    await users.remove({ id: "a", mode: "soft" });
    const [deleted] = (await users.list({ status: ["deleted"], sort: [{ path: "id" }] })).users;
    expect(deleted).toMatchObject({ deletedAt: now, createdAt: later, data: { n: 1 } });
    expect(await users.get({ id: "a", includeDeleted: true })).toEqual(deleted);
    expect((await users.list({ status: ["deleted"] })).users).toEqual([deleted]);
    expect((await users.restore({ id: "a" })).user).toMatchObject({ createdAt: later, version: 5 });
  });

  test("a ban ends in 2199 at the latest", async () => {
    const { api, setTime } = await openTimedApi(backend);
    await using _ = api;
    const { users } = api.server;
    await users.add({ id: "a" });
    const issuesOf = async (end: { until: string } | { seconds: number }) =>
      (await rejectionOf(users.ban({ id: "a", ...end }))).details;
    for (const until of ["2200-01-01T00:00:00.000000Z", "2290-01-01T00:00:00.000000Z"])
      expect(await issuesOf({ until })).toMatchObject({ issues: [{ path: ["until"] }] });
    const until = "2199-12-31T23:59:59.999999Z";
    expect((await users.ban({ id: "a", until })).user.ban?.until).toBe(until);
    setTime("2150-01-01T00:00:00.000Z");
    const seconds = 60 * 365 * 86_400;
    expect(await issuesOf({ seconds })).toMatchObject({ issues: [{ path: ["seconds"] }] });
  });

  test("change with ifVersion only that version, and only by servers and administrators", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    await users.add({ id: "a" });
    const mismatch = await rejectionOf(users.deactivate({ id: "a", ifVersion: 2 }));
    expect(mismatch).toMatchObject({ code: "PRECONDITION_FAILED", details: { currentVersion: 1 } });
    await users.deactivate({ id: "a", ifVersion: 1 });
    await api.as(adminActor(FIRST_APP_ID)).users.reactivate({ id: "a" });
    const own = api.as(userActor("a")).users;
    expect((await rejectionOf(own.deactivate({ id: "a" }))).code).toBe("FORBIDDEN");
    expect((await rejectionOf(own.restoreMany({ ids: ["a"] }))).code).toBe("FORBIDDEN");
    expect((await rejectionOf(own.remove({ id: "a", mode: "soft" }))).code).toBe("FORBIDDEN");
    expect((await rejectionOf(own.removeMany({ ids: ["a"], mode: "soft" }))).code).toBe(
      "FORBIDDEN",
    );
    expect((await rejectionOf(own.list({ status: ["deleted"] }))).code).toBe("FORBIDDEN");
    expect((await rejectionOf(own.get({ id: "a", includeDeleted: true }))).code).toBe("FORBIDDEN");
    expect(
      (await rejectionOf(users.ban({ id: "a", until: "2020-01-01T00:00:00.000000Z" }))).code,
    ).toBe("INVALID");
  });

  test("of many users are changed with one outcome for each", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    await users.addMany({ users: [{ id: "a" }, { id: "b" }] });
    await users.deactivate({ id: "b" });
    expect(await users.deactivateMany({ ids: ["b", "c", "a", "b"] })).toEqual({
      results: [
        { status: "unchanged", id: "b", version: 2 },
        { status: "missing", id: "c" },
        { status: "changed", id: "a", version: 2 },
      ],
    });
    expect((await users.list({ status: ["deactivated"] })).users).toHaveLength(2);
    expect((await users.list({ where: { status: "active" } })).users).toHaveLength(0);
  });

  test("100 concurrent changes of one user are made one after the other", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    await users.add({ id: "a", data: { n: 0 } });
    await Promise.all(
      Array.from({ length: 50 }, async (_, n) => {
        await Promise.all([
          users.revokeTokens({ id: "a" }),
          users.patch({ id: "a", set: { [`k${n}`]: n } }),
        ]);
      }),
    );
    const user = await users.get({ id: "a" });
    expect(user.version).toBe(101);
    expect(Object.keys(user.data)).toHaveLength(51);
  });
});
