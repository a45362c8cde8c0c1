import { expect, test } from "vitest";
import { openTestServer } from "../test-support/server.js";

test("every call changes the user once, and says whether it did", async () => {
  await using server = await openTestServer();
  const roster = server.connect();
  const { users } = roster;
  await users.add("ada", { name: "Ada" });
  const verbs = ["deactivate", "reactivate", "ban", "unban"] as const;
  for (const [index, verb] of verbs.entries()) {
    const first = await users[verb]("ada");
    expect([first.changed, first.user.version]).toEqual([true, index + 2]);
    expect(first.user.dataText).toBe('{"name":"Ada"}');
    expect((await users[verb]("ada")).changed).toBe(false);
  }
  await users.remove("ada", { mode: "soft" });
  await expect(users.get("ada")).rejects.toMatchObject({ data: { code: "NOT_FOUND" } });
  expect((await users.get("ada", { includeDeleted: true })).status).toBe("deleted");
  expect((await users.getMany(["ada"], { includeDeleted: true })).missing).toEqual([]);
  expect((await users.list({ status: ["deleted"] })).users.map(({ id }) => id)).toEqual(["ada"]);
  expect(await users.restore("ada")).toMatchObject({ changed: true, user: { status: "active" } });
});

test("the calls for many users return an outcome for each", async () => {
  await using server = await openTestServer();
  const roster = server.connect();
  const { users } = roster;
  await users.addMany([{ id: "ada" }, { id: "bob" }]);
  const ids = ["ada", "bob", "eve"];
  const statusesOf = async (call: ReturnType<typeof users.deactivateMany>) =>
    (await call).results.map(({ status }) => status).join();
  const changed = "changed,changed,missing";
  expect(await statusesOf(users.deactivateMany(ids))).toBe(changed);
  expect(await statusesOf(users.reactivateMany(ids))).toBe(changed);
  expect(await statusesOf(users.banMany(ids, { reason: "spam", seconds: 60 }))).toBe(changed);
  expect((await users.get("bob")).ban?.reason).toBe("spam");
  expect(await statusesOf(users.unbanMany(ids))).toBe(changed);
  expect(await statusesOf(users.revokeTokensMany(ids))).toBe(changed);
  expect(await users.removeMany(ids, { mode: "soft" })).toMatchObject({ missing: ["eve"] });
  expect(await statusesOf(users.restoreMany(ids))).toBe(changed);
});

test("a handle has the calls for one user", async () => {
  await using server = await openTestServer();
  const roster = server.connect();
  const ada = roster.user("ada");
  await ada.create({ name: "Ada" });
  await ada.update({ name: "Countess" });
  expect((await ada.revert(1)).data).toEqual({ name: "Ada" });
  expect((await ada.deactivate({ ifVersion: 3 })).user.status).toBe("deactivated");
  expect((await ada.reactivate()).changed).toBe(true);
  expect((await ada.ban({ reason: "spam" })).user.ban?.reason).toBe("spam");
  expect((await ada.unban()).user.ban).toBeNull();
  expect((await ada.revokeTokens()).user.tokensValidAfter).toBeDefined();
  await ada.remove({ mode: "soft" });
  expect((await ada.restore()).user.status).toBe("active");
  expect((await ada.history({ limit: 1 })).changes[0]?.type).toBe("user.restored");
  await ada.remove({ eraseId: true });
  await expect(ada.history()).rejects.toMatchObject({ data: { code: "NOT_FOUND" } });
});
