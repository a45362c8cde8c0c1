import type { PatchUserInput } from "@roster/contract";
import type { JsonObject } from "@roster/contract/json";
import { openDatabase } from "@roster/db";
import { testSource } from "@roster/db/testing";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { FIRST_APP_ID } from "../bootstrap.js";
import { backends, openTestApi, rejectionOf } from "../testing.js";

type Patch = Omit<z.input<typeof PatchUserInput>, "id">;

describe.each(backends)("users.patch on %s", (backend) => {
  test("changes the given paths and keeps the rest: existing keys in order, then new ones", async () => {
    await using api = await openTestApi(backend);
    const data = {
      z: 1,
      address: { city: "Pisa", zip: "1" },
      list: [1, { a: 1 }],
      "a.b": 1,
      gone: 1,
    };
    await api.server.users.add({ id: "a", data });
    const patched = await api.server.users.patch({
      id: "a",
      set: {
        new: { deep: { er: [null] } },
        "address.city": "Rome",
        list: [2],
        [String.raw`a\.b`]: null,
        address: { street: {} },
        z: false,
      },
      unset: ["gone", "address.zip", "absent", "nothing.too", "z2.x"],
    });
    expect(JSON.stringify(patched.data)).toBe(
      '{"z":false,"address":{"city":"Rome","street":{}},"list":[2],"a.b":null,"new":{"deep":{"er":[null]}}}',
    );
    expect(patched.version).toBe(2);
    expect(await api.server.users.get({ id: "a" })).toEqual(patched);
  });

  test("leaves an empty object after unsetting its last key", async () => {
    await using api = await openTestApi(backend);
    await api.server.users.add({ id: "a", data: { a: { b: { c: 1 } } } });
    const { data } = await api.server.users.patch({ id: "a", unset: ["a.b.c", "a.b.d.e"] });
    expect(data).toEqual({ a: { b: {} } });
  });

  test("keeps keys that have a special meaning in JavaScript", async () => {
    await using api = await openTestApi(backend);
    await api.server.users.add({ id: "a", data: { "1": 1, "3": 3 } });
    const set = JSON.parse('{"__proto__.x":1,"constructor":{"__proto__":{"y":2}}}') as JsonObject;
    await api.server.users.patch({ id: "a", set: { "7": 7 } });
    const { data } = await api.server.users.patch({ id: "a", set, unset: ["toString", "3"] });
    expect(JSON.stringify(data)).toBe(
      '{"1":1,"7":7,"__proto__":{"x":1},"constructor":{"__proto__":{"y":2}}}',
    );
  });

  test.each<[string, Patch, (string | number)[]]>([
    ["sets inside a string", { set: { "text.a": 1 } }, ["data", "text"]],
    ["sets inside null", { set: { null: { a: 1 } } }, ["data", "null"]],
    ["sets inside an array", { set: { "o.list.0": 1 } }, ["data", "o", "list"]],
    ["does nothing", {}, []],
    ["names a path twice", { set: { "o.a": 1, o: { a: 2 } } }, ["set", "o"]],
    ["sets a path and one inside it", { set: { o: 1, "o.a": 2 } }, ["set", "o.a"]],
    ["sets and unsets a path", { set: { o: 1 }, unset: ["o"] }, ["unset", 0]],
    ["unsets a path and sets one inside it", { set: { "o.a": 1 }, unset: ["o"] }, ["unset", 0]],
    ["unsets a path twice", { unset: ["o", "o"] }, ["unset", 1]],
    ["has an invalid path", { unset: ["a\\b"] }, ["unset", 0]],
    ["sets a value that is not JSON", { set: { a: Number.NaN } }, ["set", "a"]],
    ["has a path that is too deep", { set: { ["a.".repeat(64)]: 1 } }, ["set", "a.".repeat(64)]],
    [
      "nests data too deeply",
      { set: { ["a.".repeat(63)]: {} } },
      ["data", ...Array.from({ length: 63 }, () => "a"), ""],
    ],
  ])("is rejected if it %s, and changes nothing", async (_, patch, path) => {
    await using api = await openTestApi(backend);
    const data = { text: "", null: null, o: { list: [] } };
    const { user } = await api.server.users.add({ id: "a", data });
    const rejection = await rejectionOf(api.server.users.patch({ id: "a", ...patch }));
    expect(rejection).toMatchObject({ code: "INVALID", details: { issues: [{ path }] } });
    expect(await api.server.users.get({ id: "a" })).toEqual(user);
  });

  test("rejects a result that is too large, and a missing user", async () => {
    await using api = await openTestApi(backend, { maxDataBytes: 20 });
    await api.server.users.add({ id: "a", data: { a: "123456" } });
    const patch = (id: string) => rejectionOf(api.server.users.patch({ id, set: { b: "123456" } }));
    expect(await patch("a")).toMatchObject({ code: "TOO_LARGE", details: { limitBytes: 20 } });
    expect(await patch("b")).toMatchObject({ code: "NOT_FOUND", details: { id: "b" } });
  });

  test("with ifVersion changes only that version, and reports the current one", async () => {
    await using api = await openTestApi(backend);
    await api.server.users.add({ id: "a" });
    const patch = () => api.server.users.patch({ id: "a", set: { n: 1 }, ifVersion: 1 });
    expect((await patch()).version).toBe(2);
    expect(await rejectionOf(patch())).toMatchObject({
      code: "PRECONDITION_FAILED",
      details: { id: "a", currentVersion: 2 },
    });
  });

  test("loses none of 60 concurrent patches of one user from two servers", async () => {
    await using api = await openTestApi(backend);
    await using other = await openDatabase({ url: api.databaseUrl });
    await api.server.users.add({ id: "a" });
    const key = { appId: FIRST_APP_ID, id: "a" };
    const turns = Array.from({ length: 60 }, (_, n) => n);
    const patched = await Promise.all(
      turns.map((n) =>
        (n % 2 === 0 ? api.database : other).users.by(testSource).update({
          ...key,
          change: (data) => JSON.stringify({ ...data.value, [`key-${n}`]: n }),
        }),
      ),
    );
    expect(patched).not.toContain(null);
    const { data, version } = await api.server.users.get({ id: "a" });
    expect(data).toEqual(Object.fromEntries(turns.map((n) => [`key-${n}`, n])));
    expect(version).toBe(61);
  });
});
