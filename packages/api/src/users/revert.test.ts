import { trustedJsonText } from "@roster/contract/json";
import { describe, expect, test } from "vitest";
import { adminActor, backends, openTestApi, rejectionOf, userActor } from "../testing.js";

describe.each(backends)("a revert on %s", (backend) => {
  test("restores the data of an earlier version as a new one, token for token", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.raw;
    const data = trustedJsonText('{"b":1.0,"10":-0,"a":12345678901234567890}');
    await users.add({ id: "ada", data });
    await users.update({ id: "ada", data: trustedJsonText('{"b":2}') });
    const reverted = await users.revert({ id: "ada", toVersion: 1, ifVersion: 2 });
    expect(reverted).toMatchObject({ id: "ada", version: 3 });
    expect(reverted.data.text).toBe(data.text);
    expect(await users.revert({ id: "ada", toVersion: 2 })).toMatchObject({ version: 4 });
    const { changes } = await users.history({ id: "ada" });
    expect(changes.map(({ type, version, details }) => [type, version, details])).toEqual([
      ["user.updated", 4, { revertedTo: 2 }],
      ["user.updated", 3, { revertedTo: 1 }],
      ["user.updated", 2, undefined],
      ["user.created", 1, undefined],
    ]);
  });

  test("to data that the user has changes nothing", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    const { user } = await users.add({ id: "ada", data: { a: 1 } });
    expect(await users.revert({ id: "ada", toVersion: 1 })).toEqual(user);
    expect((await users.history({ id: "ada" })).changes).toHaveLength(1);
  });

  test("is rejected for a missing user or version, another version, and data that is no longer allowed", async () => {
    await using api = await openTestApi(backend);
    const { users, indexes, apps } = api.server;
    const codeOf = async (input: Parameters<typeof users.revert>[0]) => {
      const { code, details } = await rejectionOf(users.revert(input));
      return { code, details };
    };
    await users.add({ id: "ada", data: { email: "a@example.com" } });
    await users.update({ id: "ada", data: { n: "text" } });
    await users.update({ id: "ada", data: {} });
    expect(await codeOf({ id: "nobody", toVersion: 1 })).toMatchObject({ code: "NOT_FOUND" });
    expect(await codeOf({ id: "ada", toVersion: 9 })).toMatchObject({
      code: "INVALID",
      details: { issues: [{ path: ["toVersion"], message: expect.stringContaining("history") }] },
    });
    expect((await codeOf({ id: "ada", toVersion: 2 ** 40 })).code).toBe("INVALID");
    expect(await codeOf({ id: "ada", toVersion: 1, ifVersion: 1 })).toMatchObject({
      code: "PRECONDITION_FAILED",
      details: { currentVersion: 3 },
    });
    await indexes.add({ path: "data.email", unique: true });
    await users.add({ id: "bob", data: { email: "a@example.com" } });
    expect(await codeOf({ id: "ada", toVersion: 1 })).toMatchObject({
      code: "CONFLICT",
      details: { path: ["data", "email"] },
    });
    await apps.setDataSchema({ schema: { properties: { n: { type: "number" } } } });
    expect(await codeOf({ id: "ada", toVersion: 2 })).toMatchObject({
      code: "INVALID",
      details: { issues: [{ path: ["data", "n"] }] },
    });
    expect(await users.get({ id: "ada" })).toMatchObject({ version: 3, data: {} });
  });

  test("does not find versions of an erased user under the same id", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    await users.add({ id: "ada", data: { secret: 1 } });
    await users.update({ id: "ada", data: { secret: 2 } });
    await users.remove({ id: "ada" });
    await users.add({ id: "ada" });
    expect((await rejectionOf(users.revert({ id: "ada", toVersion: 2 }))).code).toBe("INVALID");
    expect(await users.revert({ id: "ada", toVersion: 1 })).toMatchObject({ data: {}, version: 1 });
  });

  test("of many users has an outcome for each", async () => {
    await using api = await openTestApi(backend);
    const { users, indexes } = api.server;
    const ids = ["a", "b", "c", "d"];
    await users.addMany({ users: ids.map((id) => ({ id, data: { email: id } })) });
    for (const id of ids) await users.update({ id, data: {} });
    await indexes.add({ path: "data.email", unique: true });
    await users.add({ id: "e", data: { email: "b" } });
    const { results } = await users.revertMany({
      users: [
        { id: "a", toVersion: 1 },
        { id: "b", toVersion: 1 },
        { id: "c", toVersion: 7 },
        { id: "d", toVersion: 1, ifVersion: 1 },
        { id: "nobody", toVersion: 1 },
        { id: "a", toVersion: 2 },
      ],
    });
    expect(results).toEqual([
      { status: "reverted", id: "a", version: 3 },
      { status: "conflict", id: "b", path: ["data", "email"] },
      { status: "invalid", id: "c", issues: [expect.objectContaining({ path: ["toVersion"] })] },
      { status: "outdated", id: "d", currentVersion: 2 },
      { status: "missing", id: "nobody" },
      { status: "reverted", id: "a", version: 4 },
    ]);
    expect(await users.get({ id: "a" })).toMatchObject({ data: {}, version: 4 });
  });

  test("of many users reads no more data than has room, and at least one version", async () => {
    await using api = await openTestApi(backend, {
      responseLimits: { maxPageBytes: 100, minPageBytes: 100 },
    });
    const { users } = api.server;
    const text = "a".repeat(60);
    const ids = ["a", "b", "c"];
    await users.addMany({ users: ids.map((id) => ({ id, data: { text } })) });
    await users.patchMany({ ids, set: { text: "b" } });
    const { results } = await users.revertMany({ users: ids.map((id) => ({ id, toVersion: 1 })) });
    expect(results).toEqual(ids.map((id) => ({ status: "reverted", id, version: 3 })));
  });

  test("says that the history of the app is thin or off, and is not for user tokens", async () => {
    await using api = await openTestApi(backend);
    const { users, apps } = api.as(adminActor("main"));
    await users.add({ id: "ada" });
    for (const history of ["thin", "off"] as const) {
      await apps.setHistory({ history });
      const { message } = await rejectionOf(users.revert({ id: "ada", toVersion: 5 }));
      expect(message).toContain(`is ${history}`);
    }
    const logged = await rejectionOf(users.revert({ id: "ada", toVersion: 1 }));
    expect(logged.message).toContain("is off");
    const own = api.as(userActor("main", "ada"));
    const rejection = await rejectionOf(own.users.revert({ id: "ada", toVersion: 1 }));
    expect(rejection.code).toBe("FORBIDDEN");
  });
});
