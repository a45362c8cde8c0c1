import type { JsonObject } from "@roster/contract/json";
import { describe, expect, test } from "vitest";
import { backends, openTestApi, rejectionOf } from "../testing.js";

const john = { name: "John Doe", occupation: "Software Engineer", gender: "male" };

describe.each(backends)("users.add on %s", (backend) => {
  test("creates a user with the id that the caller chose", async () => {
    await using api = await openTestApi(backend, {
      clock: () => 1_795_455_852_123_456n,
    });
    expect(await api.server.users.add({ id: "john-doe", data: john })).toEqual({
      created: true,
      user: {
        id: "john-doe",
        data: john,
        version: 1,
        createdAt: "2026-11-23T17:44:12.123456Z",
        updatedAt: "2026-11-23T17:44:12.123456Z",
        status: "active",
        ban: null,
      },
    });
  });

  test("rejects an existing id, and leaves the stored user unchanged", async () => {
    await using api = await openTestApi(backend);
    const { user } = await api.server.users.add({ id: "john-doe", data: john });
    const rejection = await rejectionOf(api.server.users.add({ id: "john-doe", data: {} }));
    expect(rejection).toMatchObject({ code: "CONFLICT", details: { id: "john-doe" } });
    expect(await api.server.users.get({ id: "john-doe" })).toEqual(user);
  });

  test("with getOrCreate returns the stored user unchanged, with created: false", async () => {
    await using api = await openTestApi(backend);
    const first = await api.server.users.add({ id: "a", data: john, getOrCreate: true });
    const second = await api.server.users.add({ id: "a", data: { x: 1 }, getOrCreate: true });
    expect(first.created).toBe(true);
    expect(second).toEqual({ user: first.user, created: false });
  });

  test("lets exactly one of 100 concurrent calls create the user, and returns it to all", async () => {
    await using api = await openTestApi(backend);
    const results = await Promise.all(
      Array.from({ length: 100 }, (_, racer) =>
        api.server.users.add({ id: "a", data: { racer }, getOrCreate: true }),
      ),
    );
    expect(results.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(results.map(({ user }) => JSON.stringify(user))).size).toBe(1);
  });

  test("lets exactly one of 100 concurrent calls add the user, and rejects the others", async () => {
    await using api = await openTestApi(backend);
    const results = await Promise.allSettled(
      Array.from({ length: 100 }, () => api.server.users.add({ id: "a" })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("keeps every value and the order of keys", async () => {
    await using api = await openTestApi(backend);
    const text =
      '{"z":1,"a":{"":[],"b":{}},"__proto__":{"constructor":null},"constructor":"c","e":"🙂 é \\u0001",' +
      '"n":[0,1e-7,9007199254740991,1.7976931348623157e308,true,false,null],"  ":"\\\\\\"\\n"}';
    const data = JSON.parse(text) as JsonObject; // an object, as the text shows
    await api.server.users.add({ id: "a", data });
    const { data: kept } = await api.server.users.get({ id: "a" });
    expect(JSON.stringify(kept)).toBe(JSON.stringify(JSON.parse(text)));
  });

  test("accepts data of exactly the limit, and rejects one more byte with both sizes", async () => {
    await using api = await openTestApi(backend, { maxDataBytes: 100 });
    const data = (bytes: number) => ({ e: "é".repeat((bytes - '{"e":""}'.length) / 2) });
    await api.server.users.add({ id: "fits", data: data(100) });
    expect(await rejectionOf(api.server.users.add({ id: "b", data: data(102) }))).toMatchObject({
      code: "TOO_LARGE",
      details: { limitBytes: 100, actualBytes: 102 },
    });
    expect(await rejectionOf(api.server.users.get({ id: "b" }))).toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test.each([[""], ["a b"], ["a/b"], ["é"], ["a\n"], ["a.b"], ["x".repeat(256)], ["\u0000"]])(
    "rejects the id %j",
    async (id) => {
      await using api = await openTestApi(backend);
      expect(await rejectionOf(api.server.users.add({ id }))).toMatchObject({
        code: "INVALID",
        details: { issues: [{ path: ["id"] }] },
      });
    },
  );

  test("reports the path of each value that cannot be stored, and stores nothing", async () => {
    await using api = await openTestApi(backend);
    const data = { ok: 1, list: [{ bad: "\u0000" }], "half\ud800": 1 };
    const rejection = await rejectionOf(api.server.users.add({ id: "a", data }));
    expect(rejection).toMatchObject({
      code: "INVALID",
      details: {
        issues: [{ path: ["data", "list", 0, "bad"] }, { path: ["data", "half\ud800"] }],
      },
    });
    expect(await rejectionOf(api.server.users.get({ id: "a" }))).toMatchObject({
      code: "NOT_FOUND",
    });
  });
});
