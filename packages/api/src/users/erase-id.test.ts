import { openRawDatabase } from "@roster/db/testing";
import { describe, expect, test } from "vitest";
import { FIRST_APP_ID } from "../bootstrap.js";
import {
  adminActor,
  backends,
  openTestApi,
  rejectionOf,
  serverActor,
  userActor,
} from "../testing.js";

describe.each(backends)("a removal that erases the id on %s", (backend) => {
  test("leaves a hash in the history, the audit log and as the actor, the same every time", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    const admin = api.as(adminActor(FIRST_APP_ID));
    const as = (userId: string) => api.as(userActor(FIRST_APP_ID, userId)).users;
    await users.addMany({ users: [{ id: "giraffe" }, { id: "okapi" }] });
    for (const id of ["giraffe", "okapi"]) await as(id).update({ id, data: { n: 1 } });
    await as("giraffe").import({ users: [{ id: "giraffe", data: { n: 2 } }], update: true });
    const actor = serverActor(FIRST_APP_ID);
    const onBehalf = api.api.createContext({ actor }, { onBehalfOf: "giraffe" });
    await api.api.createCaller(onBehalf).users.deactivate({ id: "giraffe" });
    await admin.tokens.create({ kind: "user", userId: "giraffe" });
    const idempotencyKey = "a key";
    await users.remove({ id: "giraffe", eraseId: true, idempotencyKey });
    await users.remove({ id: "giraffe", eraseId: true, idempotencyKey });

    await using stored = await openRawDatabase(api.databaseUrl);
    expect(await stored.dump()).not.toContain("giraffe");
    const { entries } = await admin.audit.list({});
    const erasedId = entries[0]?.userId ?? "";
    expect(erasedId).toMatch(/^erased-[\w-]{43}$/);
    expect((await users.history({ id: erasedId })).changes).toMatchObject([
      { type: "user.deleted", actor: { kind: "apiKey" }, details: { mode: "hard" } },
      { type: "user.deactivated", actor: { kind: "apiKey", onBehalfOf: erasedId } },
      { type: "user.updated", actor: { kind: "user", id: erasedId }, changed: null },
      { type: "user.updated", actor: { kind: "user", id: erasedId }, changed: null },
      { type: "user.created", actor: { kind: "apiKey" } },
    ]);
    const created = entries.find(({ type }) => type === "token.created");
    expect(created?.userId).toBe(erasedId);
    expect(created?.details).toEqual({});
    const [update] = (await users.history({ id: "okapi" })).changes;
    expect(update?.actor).toEqual({ kind: "user", id: "okapi" });

    await users.add({ id: "giraffe" });
    await users.removeMany({ ids: ["giraffe", "nobody"], eraseId: true });
    expect((await users.history({ id: erasedId })).changes).toHaveLength(7);
    expect(await stored.dump()).not.toContain("giraffe");
  });

  test("is for server tokens and hard removals only", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    await users.add({ id: "a" });
    const own = api.as(userActor(FIRST_APP_ID, "a")).users;
    for (const call of [
      () => own.remove({ id: "a", eraseId: true }),
      () => own.removeMany({ ids: ["a"], eraseId: true }),
    ]) {
      expect((await rejectionOf(call())).code).toBe("FORBIDDEN");
    }
    for (const call of [
      () => users.remove({ id: "a", mode: "soft", eraseId: true }),
      () => users.removeMany({ ids: ["a"], mode: "soft", eraseId: true }),
    ]) {
      expect(await rejectionOf(call())).toMatchObject({
        code: "INVALID",
        details: { issues: [{ path: ["eraseId"] }] },
      });
    }
    expect((await users.get({ id: "a" })).version).toBe(1);
  });
});
