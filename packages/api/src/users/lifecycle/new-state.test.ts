import { describe, expect, test } from "vitest";
import { adminActor, backends, openTestApi, rejectionOf, userActor } from "../../testing.js";

const past = "2026-01-02T03:04:05.000006Z";
const later = "2199-12-31T23:59:59.999999Z";
const ban = { until: later, reason: "spam, and more", bannedAt: past };

describe.each(backends)("the states of imported users on %s", (backend) => {
  test("are stored and logged with new users, and the response is replayed with them", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    const list = [
      { id: "plain", status: "active", ban: null },
      { id: "off", status: "deactivated", deactivatedAt: past },
      { id: "all", status: "deactivated", deactivatedAt: past, ban, tokensValidAfter: past },
      { id: "now", status: "deactivated", ban: {} },
      { id: "over", ban: { until: past } },
    ] as const;
    const expected = [
      { id: "plain", status: "active", ban: null },
      list[1],
      list[2],
      { id: "now", status: "deactivated", ban: { until: null, reason: null } },
      { id: "over", status: "active", ban: null },
    ].map((user) => ({ ...user, version: 1 }));
    for (const call of [{}, { idempotencyKey: "k" }, { atomic: true, update: true }]) {
      const first = await users.addMany({ users: [...list], ...call });
      expect(first.results).toMatchObject(expected.map((user) => ({ status: "created", user })));
      const ids = list.map(({ id }) => id);
      const stored = (await users.getMany({ ids })).users;
      expect(stored).toMatchObject(expected);
      expect(stored[3]?.deactivatedAt).toBe(stored[3]?.createdAt);
      expect(stored[3]?.ban?.bannedAt).toBe(stored[3]?.createdAt);
      const { changes } = await users.history({ id: "all" });
      expect(changes[0]).toMatchObject({ type: "user.created", status: "deactivated", ban });
      const found = await users.addMany({ users: [{ id: "all", getOrCreate: true, ban: null }] });
      expect(found.results).toMatchObject([{ status: "existing", user: { ban, version: 1 } }]);
      await users.removeMany({ ids });
    }
    const keyed = { users: [...list], idempotencyKey: "k" };
    expect(await users.addMany(keyed)).toEqual(await users.addMany(keyed));
  });

  test("replace those of existing users where they are given, in one version", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    const put = async (...list: readonly object[]) => {
      const all = list.map((user) => ({ id: "a", data: { n: 1 }, ...user }));
      await users.import({ users: all, update: true });
      return users.get({ id: "a" });
    };
    await put({});
    await users.revokeTokens({ id: "a" });
    const { tokensValidAfter } = await put({ status: "deactivated", tokensValidAfter: past });
    expect(tokensValidAfter).not.toBe(past);
    const deactivated = await put({});
    expect(deactivated).toMatchObject({ status: "deactivated", version: 3, tokensValidAfter });
    expect(await put({ status: "deactivated" })).toEqual(deactivated);
    const banned = await put({ ban, data: { n: 2 } });
    expect(banned).toMatchObject({ status: "deactivated", ban, version: 4, data: { n: 2 } });
    expect(await put({ data: { n: 2 }, ban: { ...ban, bannedAt: undefined } })).toEqual(banned);
    const active = await put(
      { status: "active", data: { n: 2 } },
      { data: { n: 3 } },
      { ban: null },
    );
    expect(active).toMatchObject({ status: "active", ban: null, version: 7, data: { n: 1 } });
    const { changes } = await users.history({ id: "a" });
    expect(changes.map(({ version, changed, status }) => [version, changed, status])).toEqual([
      [7, ["data.n", "status", "ban"], "active"],
      [4, ["data.n", "ban"], "deactivated"],
      [3, ["status"], "deactivated"],
      [2, ["tokensValidAfter"], "active"],
      [1, null, "active"],
    ]);
    await api.as(adminActor("main")).apps.setHistory({ history: "off" });
    expect(await put({ status: "deactivated", data: { n: 5 } })).toMatchObject({
      status: "deactivated",
      version: 8,
    });
    const states = [{ status: "deactivated" }, { ban }, { status: "active" }, {}] as const;
    const batch = states.map((state) => ({ id: "b", ...state }));
    const { results } = await users.addMany({ users: batch, update: true });
    expect(results).toMatchObject([
      { status: "created", user: { version: 1, status: "deactivated", ban: null } },
      { status: "updated", user: { version: 2, status: "deactivated", ban } },
      { status: "updated", user: { version: 3, status: "active", ban } },
      { status: "updated", user: { version: 3, status: "active", ban } },
    ]);
    expect(results.at(-1)).toMatchObject({ user: await users.get({ id: "b" }) });
  });

  test("are rejected with their path if they are not states, or deleted", async () => {
    await using api = await openTestApi(backend);
    const list = [
      { status: "deleted" },
      { status: "banned" },
      { deactivatedAt: past },
      { status: "deactivated", deactivatedAt: "2026-02-30T00:00:00.000000Z" },
      { ban: true },
      { ban: { until: "tomorrow", reason: "", by: "me", bannedAt: null } },
      { ban: { reason: "x".repeat(1001) } },
      { tokensValidAfter: 1 },
    ].map((state, index) => ({ id: `u${index}`, ...state }));
    const { outcomes, refused } = await api.server.users.import({ users: list as never });
    expect(outcomes).toBe("r".repeat(list.length));
    expect(refused.map(({ issues }) => issues.map(({ path }) => path.join(".")))).toEqual([
      ["status"],
      ["status"],
      ["deactivatedAt"],
      ["deactivatedAt"],
      ["ban"],
      ["ban.by", "ban.until", "ban.reason", "ban.bannedAt"],
      ["ban.reason"],
      ["tokensValidAfter"],
    ]);
    expect(refused[0]?.issues[0]?.message).toContain("remove the user with the mode soft");
    for (const state of [
      { status: "active" },
      { ban: null },
      { tokensValidAfter: past },
    ] as const) {
      const own = api.as(userActor("main", "a")).users;
      for (const call of [own.import, own.addMany]) {
        const { code } = await rejectionOf(call({ users: [{ id: "a", ...state }] }));
        expect(code).toBe("FORBIDDEN");
      }
    }
  });
});
