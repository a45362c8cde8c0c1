import { describe, expect, test } from "vitest";
import { adminActor, backends, openTestApi, rejectionOf } from "../testing.js";

describe.each(backends)("a revert on %s", (backend) => {
  test("is rejected if there is no such user or version, for each user separately", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    await users.add({ id: "ada" });
    const rejection = await rejectionOf(users.revert({ id: "nobody", toVersion: 1 }));
    expect(rejection).toMatchObject({ code: "NOT_FOUND", details: { id: "nobody" } });
    expect(await rejectionOf(users.revert({ id: "ada", toVersion: 9 }))).toMatchObject({
      code: "INVALID",
      details: { issues: [{ path: ["toVersion"] }] },
    });
    const reverts = [
      { id: "nobody", toVersion: 1 },
      { id: "ada", toVersion: 9 },
    ];
    expect((await users.revertMany({ users: reverts })).results).toMatchObject([
      { status: "missing", id: "nobody" },
      { status: "invalid", id: "ada", issues: [{ path: ["toVersion"] }] },
    ]);
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
    const own = api.as({ kind: "user", appId: "main", userId: "ada" });
    const rejection = await rejectionOf(own.users.revert({ id: "ada", toVersion: 1 }));
    expect(rejection.code).toBe("FORBIDDEN");
  });
});
