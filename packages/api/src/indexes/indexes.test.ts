import { MAX_DATA_INDEXES } from "@roster/contract";
import { parseJsonText } from "@roster/contract/json";
import { describe, expect, test } from "vitest";
import { FIRST_APP_ID } from "../bootstrap.js";
import { backends, openTestApi, rejectionOf, userActor } from "../testing.js";
import { orderedNumbers } from "../users/testing/ordered-numbers.js";

const path = ["data", "email"];

/** Calls with an idempotency key use other statements. */
const keying: [string, (n: number) => { idempotencyKey?: string }][] = [
  ["without a key", () => ({})],
  ["with a key", (n) => ({ idempotencyKey: `key-${n}` })],
];

describe.each(backends)("indexes on %s", (backend) => {
  test("are added once, listed, and removed", async () => {
    await using api = await openTestApi(backend);
    const { indexes } = api.server;
    const added = await indexes.add({ path: "data.email", unique: true });
    expect(added).toMatchObject({ path: "data.email", unique: true, state: "ready" });
    expect(await indexes.add({ path: "data.email", unique: true })).toEqual(added);
    expect(await rejectionOf(indexes.add({ path: "data.email" }))).toMatchObject({
      code: "CONFLICT",
    });
    expect(await indexes.list()).toEqual({ indexes: [added] });
    await indexes.remove({ path: "data.email" });
    expect(await indexes.list()).toEqual({ indexes: [] });
    const rejection = await rejectionOf(indexes.remove({ path: "data.email" }));
    expect(rejection).toMatchObject({ code: "NOT_FOUND", details: { id: "data.email" } });
  });

  test("are limited to servers, to data paths, and in number", async () => {
    await using api = await openTestApi(backend);
    const user = api.as(userActor(FIRST_APP_ID, "a"));
    expect((await rejectionOf(user.indexes.list())).code).toBe("FORBIDDEN");
    expect((await rejectionOf(user.indexes.add({ path: "data.a" }))).code).toBe("FORBIDDEN");
    for (const wrong of ["id", "data", "email", "data.a\\b"]) {
      expect(await rejectionOf(api.server.indexes.add({ path: wrong }))).toMatchObject({
        code: "INVALID",
        details: { issues: [{ path: ["path"] }] },
      });
    }
    for (let n = 0; n < MAX_DATA_INDEXES; n += 1)
      await api.server.indexes.add({ path: `data.k${n}` });
    expect((await rejectionOf(api.server.indexes.add({ path: "data.more" }))).code).toBe("INVALID");
    await api.server.indexes.add({ path: "data.k0" });
  });

  test("compare unique numbers by value: integers exactly, others as doubles", async () => {
    await using api = await openTestApi(backend);
    const { users, indexes } = api.server;
    await indexes.add({ path: "data.email", unique: true });
    const items = orderedNumbers.map((equal) =>
      equal.map((literal, index) => ({
        id: `${index}-${orderedNumbers.indexOf(equal)}`,
        data: parseJsonText(`{"email":${literal}}`),
      })),
    );
    const { results } = await users.addMany({ users: items.flat() });
    const expected = items.flatMap(([, ...others]) => [
      { status: "created" },
      ...others.map(({ id }) => ({ status: "conflict", id, path })),
    ]);
    expect(results).toMatchObject(expected);
    for (const { id, data } of items.flatMap(([, ...others]) => others)) {
      expect(await rejectionOf(users.add({ id, data }))).toMatchObject({
        code: "CONFLICT",
        details: { id, path },
      });
    }
  });

  test.each(keying)(
    "reject a duplicate of a unique value as CONFLICT with the path, %s",
    async (_name, key) => {
      await using api = await openTestApi(backend);
      const { users, indexes } = api.server;
      await indexes.add({ path: "data.email", unique: true });
      await users.add({ id: "a", data: { email: "a@x" } });
      await users.add({ id: "b", data: { email: "b@x" } });
      const data = { email: "a@x" };
      const conflict = (id: string) => ({ code: "CONFLICT", details: { id, path } });
      const rejection = await rejectionOf(users.add({ id: "c", data, ...key(1) }));
      expect(rejection).toMatchObject(conflict("c"));
      expect(rejection.message).toContain("data.email");
      expect(
        await rejectionOf(users.add({ id: "c", data, getOrCreate: true, ...key(2) })),
      ).toMatchObject(conflict("c"));
      expect(await rejectionOf(users.update({ id: "b", data }))).toMatchObject(conflict("b"));
      expect(await rejectionOf(users.patch({ id: "b", set: data, ...key(3) }))).toMatchObject(
        conflict("b"),
      );
      // An existing id takes precedence over the duplicate value.
      expect((await rejectionOf(users.add({ id: "b", data, ...key(4) }))).details).toEqual({
        id: "b",
      });
      expect(await users.add({ id: "b", data, getOrCreate: true, ...key(5) })).toMatchObject({
        created: false,
      });
      expect((await users.get({ id: "b" })).version).toBe(1);
    },
  );

  test.each(keying)(
    "reject only the duplicates of an addMany, or an atomic one as a whole, %s",
    async (_name, key) => {
      await using api = await openTestApi(backend);
      const { users, indexes } = api.server;
      await indexes.add({ path: "data.email", unique: true });
      await users.add({ id: "there", data: { email: 0 } });
      const items = Array.from({ length: 20 }, (_, n) => ({
        id: `u${n}`,
        data: { email: n % 18 },
      }));
      const atomic = await rejectionOf(
        users.addMany({ users: items.slice(1), atomic: true, ...key(1) }),
      );
      expect(atomic).toMatchObject({ code: "CONFLICT", details: { id: "u18", path } });
      expect((await users.list({})).users).toHaveLength(1);
      const call = { users: items, getOrCreate: true, ...key(2) };
      const { results } = await users.addMany(call);
      const bad = results.filter(({ status }) => status !== "created");
      expect(bad).toEqual(["u0", "u18", "u19"].map((id) => ({ status: "conflict", id, path })));
      const again = await users.addMany(call);
      expect(again.results.map(({ status }) => status === "created")).toEqual(
        results.map(({ status }) => status === "created" && "idempotencyKey" in call),
      );
    },
  );
});
