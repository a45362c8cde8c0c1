import { describe, expect, test } from "vitest";
import { adminActor, backends, openTestApi, openTestSession, rejectionOf } from "../testing.js";
import { AdminOperator } from "./operator.js";

const client = { address: "192.0.2.1", userAgent: "" };

describe.each(backends)("whoever operates the server on %s", (backend) => {
  test("adds administrators, whose link works", async () => {
    await using api = await openTestApi(backend);
    const operator = new AdminOperator(api.database);
    const email = "Ann@example.com";
    const { invitation } = await operator.add({ email, role: "owner", apps: ["main"] });
    const [, ann] = await operator.list();
    expect(ann).toMatchObject({ email: "ann@example.com", role: "owner", apps: ["main"] });
    expect(await api.api.invitations.find(invitation.token)).toEqual(ann);
    for (const [input, path] of [
      [{ email: "ann", role: "owner" }, "email"],
      [{ email, role: "admin" }, "role"],
      [{ email, role: "owner", apps: ["none"] }, "apps"],
    ] as const) {
      const rejection = await rejectionOf(operator.add(input));
      expect(rejection).toMatchObject({
        code: "INVALID",
        details: { issues: [{ path: expect.arrayContaining([path]) }] },
      });
    }
  });

  test("resets a password, which ends sessions and removes second factors", async () => {
    await using api = await openTestApi(backend);
    const { database } = api;
    const operator = new AdminOperator(database);
    const { token } = await openTestSession(api);
    await database.secondFactors.setRecoveryCodes("admin", ["hash"]);
    const password = await operator.reset(undefined);
    expect(await api.api.adminSessions.use(token)).toBeUndefined();
    expect(await database.secondFactors.count("admin")).toMatchObject({ recoveryCodes: 0 });
    expect(await api.api.adminSessions.signIn({ password }, client)).toHaveProperty("token");
    expect((await rejectionOf(operator.reset("nobody@example.com"))).code).toBe("NOT_FOUND");
    const { entries } = await api.as(adminActor("main")).audit.list({ types: ["admin.reset"] });
    expect(entries).toMatchObject([{ actor: { kind: "system" }, surface: "system" }]);
    expect(JSON.stringify(entries)).not.toContain(password);
  });
});
