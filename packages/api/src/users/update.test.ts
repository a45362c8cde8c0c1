import { openDatabase } from "@roster/db";
import { testSource } from "@roster/db/testing";
import { describe, expect, test } from "vitest";
import { FIRST_APP_ID } from "../bootstrap.js";
import { backends, openTestApi, rejectionOf } from "../testing.js";

describe.each(backends)("users.update on %s", (backend) => {
  test("replaces all data, increments the version and keeps the creation time", async () => {
    await using api = await openTestApi(backend);
    const { user } = await api.server.users.add({ id: "a", data: { old: 1, both: 1 } });
    const updated = await api.server.users.update({ id: "a", data: { both: 2 } });
    expect(updated).toMatchObject({ data: { both: 2 }, version: 2, createdAt: user.createdAt });
    expect(updated.data).not.toHaveProperty("old");
    expect(updated.updatedAt > user.updatedAt).toBe(true);
    expect(await api.server.users.get({ id: "a" })).toEqual(updated);
  });

  test("counts each of 50 concurrent updates once, and gives each a later time", async () => {
    await using api = await openTestApi(backend, { clock: () => 1_000_000n });
    await api.server.users.add({ id: "a" });
    const updates = await Promise.all(
      Array.from({ length: 50 }, (_, n) => api.server.users.update({ id: "a", data: { n } })),
    );
    const versions = updates.map(({ version }) => version).toSorted((a, b) => a - b);
    expect(versions).toEqual(Array.from({ length: 50 }, (_, n) => n + 2));
    expect(new Set(updates.map(({ updatedAt }) => updatedAt)).size).toBe(50);
  });

  test("rejects a user that does not exist, and creates none", async () => {
    await using api = await openTestApi(backend);
    const rejection = await rejectionOf(api.server.users.update({ id: "a", data: {} }));
    expect(rejection).toMatchObject({ code: "NOT_FOUND", details: { id: "a" } });
    expect((await api.server.users.list({})).users).toEqual([]);
  });

  test("leaves the stored data unchanged if the new data is too large", async () => {
    await using api = await openTestApi(backend, { maxDataBytes: 20 });
    const { user } = await api.server.users.add({ id: "a", data: { n: 1 } });
    const rejection = await rejectionOf(
      api.server.users.update({ id: "a", data: { n: "x".repeat(20) } }),
    );
    expect(rejection.code).toBe("TOO_LARGE");
    expect(await api.server.users.get({ id: "a" })).toEqual(user);
  });

  test("with ifVersion changes only that version, and reports the current one", async () => {
    await using api = await openTestApi(backend);
    await api.server.users.add({ id: "a" });
    const changed = await api.server.users.update({ id: "a", data: { n: 1 }, ifVersion: 1 });
    expect(changed).toMatchObject({ version: 2, data: { n: 1 } });
    for (const ifVersion of [1, 3]) {
      const rejection = await rejectionOf(
        api.server.users.update({ id: "a", data: {}, ifVersion }),
      );
      expect(rejection).toMatchObject({
        code: "PRECONDITION_FAILED",
        details: { id: "a", currentVersion: 2 },
      });
    }
    expect(await api.server.users.get({ id: "a" })).toEqual(changed);
  });

  test("with ifVersion rejects a missing user and an invalid version", async () => {
    await using api = await openTestApi(backend);
    const update = (ifVersion: number) =>
      rejectionOf(api.server.users.update({ id: "a", data: {}, ifVersion }));
    expect((await update(1)).code).toBe("NOT_FOUND");
    for (const none of [0, -1, 1.5, Number.NaN]) expect((await update(none)).code).toBe("INVALID");
  });

  test("lets one of 40 concurrent calls from two servers change a version", async () => {
    await using api = await openTestApi(backend);
    await using other = await openDatabase({ url: api.databaseUrl });
    await api.server.users.add({ id: "a" });
    const racers = Array.from({ length: 40 }, (_, n) =>
      (n % 2 === 0 ? api.database : other).users.by(testSource).update({
        appId: FIRST_APP_ID,
        id: "a",
        ifVersion: 1,
        change: `{"n":${n}}`,
      }),
    );
    const results = await Promise.all(racers);
    const losers = results.filter((result) => result && "currentVersion" in result);
    expect(losers).toEqual(Array.from({ length: 39 }, () => ({ currentVersion: 2 })));
    const winner = results.find((result) => result && "data" in result);
    expect(await api.raw.users.get({ id: "a" })).toEqual(winner);
  });
});
