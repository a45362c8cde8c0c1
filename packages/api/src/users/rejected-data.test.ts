import type { ErrorDetails, Issue } from "@roster/contract";
import { describe, expect, test } from "vitest";
import { FIRST_APP_ID } from "../bootstrap.js";
import { backends, openTestApi, serverActor } from "../testing.js";
import { protocols, sendTrpc } from "../trpc/testing/send-trpc.js";

const actor = serverActor(FIRST_APP_ID);

const deepPath = ["d", ...Array.from({ length: 63 }, () => 0)];

/** An object, as text, that is nested in `depth` levels. */
const nested = (depth: number) => `{"d":${"[".repeat(depth - 1)}${"]".repeat(depth - 1)}}`;

/** Data that cannot be stored, and the path of the reason. */
const rejected: readonly (readonly [string, string, Issue["path"]])[] = [
  ["a duplicate key", '{"a":1,"b":{"x":1, "x":1}}', ["b", "x"]],
  ["a duplicate key in another notation", String.raw`{"\u0061":[1],"a":[1]}`, ["a"]],
  ["U+0000", String.raw`{"a":[1,"\u0000"]}`, ["a", 1]],
  ["U+0000 in a key", String.raw`{"a":{"b\u0000":1}}`, ["a", "b\u0000"]],
  ["a lone surrogate", String.raw`{"a":"\ud83d \ude00"}`, ["a"]],
  ["a lone surrogate in a key", String.raw`{"\ude00":1}`, ["\ude00"]],
  ["65 levels", nested(65), deepPath],
  ["100,000 levels", nested(100_000), deepPath],
  ["an infinite number", '{"a":[0,-1e400]}', ["a", 1]],
  ["a number that underflows", '{"a":1e-400}', ["a"]],
  ["a number of 65 digits", `{"a":${"1".repeat(65)}}`, ["a"]],
  ["a fraction of 65 characters", `{"a":-0.${"0".repeat(61)}1}`, ["a"]],
];

const stored = '{"kept":1.0}';

/** Each call that stores data, as a function of the data; and where its issues are. */
const calls: Record<string, (data: string) => string> = {
  "users.add": (data) => `{"id":"new","data":${data}}`,
  "users.update": (data) => `{"id":"old","data":${data}}`,
  "users.patch": (data) => `{"id":"old","set":${data}}`,
  "users.patchMany": (data) => `{"ids":["old"],"set":${data}}`,
  "users.addMany": (data) => `{"users":[{"id":"n1"},{"id":"new","data":${data}}],"atomic":true}`,
};

const prefixes: Record<string, Issue["path"]> = {
  "users.add": ["data"],
  "users.update": ["data"],
  "users.patch": ["set"],
  "users.patchMany": ["set"],
  "users.addMany": ["users", 1, "data"],
};

interface ErrorResult {
  readonly error?: { readonly data: { readonly code: string; readonly details: unknown } };
}

describe.each(backends)("data that cannot be stored, on %s", (backend) => {
  test.each(protocols)(
    "is INVALID with its path in every %s call, and nothing is written",
    async (protocol) => {
      await using api = await openTestApi(backend);
      const { users } = api.server;
      await users.add({ id: "old", data: JSON.parse(stored) });
      for (const [what, data, path] of rejected) {
        for (const [procedure, toInput] of Object.entries(calls)) {
          const call = { path: procedure, input: toInput(data) };
          const text = await sendTrpc(api.api, [call, call], { actor, protocol });
          const results: readonly ErrorResult[] = JSON.parse(text);
          const issue = { path: [...(prefixes[procedure] ?? []), ...path] };
          const error = { data: { code: "INVALID", details: { issues: [issue] } } };
          expect(results, `${what} in ${procedure}`).toMatchObject([{ error }, { error }]);
        }
      }
      const page = await api.raw.users.list({});
      expect(page.users.map(({ id, data }) => [id, data.text])).toEqual([["old", '{"kept":1}']]);
    },
  );

  test("is rejected alone by addMany and import, and the other users are stored", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    const options = { actor, protocol: "single" } as const;
    for (const [what, data, path] of rejected) {
      const list = `[{"id":"n1","data":${stored}},{"id":"bad","data":${data}},{"id":"n2"}]`;
      for (const update of [false, true]) {
        const input = `{"users":${list},"update":${update}}`;
        const added = await sendTrpc(api.api, [{ path: "users.addMany", input }], options);
        const invalid = { status: "invalid", id: "bad", issues: [{ path: ["data", ...path] }] };
        const [results] = JSON.parse(added);
        expect(results, what).toMatchObject({
          result: { data: { results: [{ user: { id: "n1" } }, invalid, { user: { id: "n2" } }] } },
        });
        await users.removeMany({ ids: ["n1", "n2", "bad"] });
        const imported = await sendTrpc(api.api, [{ path: "users.import", input }], options);
        const { index, status, issues } = { index: 1, ...invalid };
        expect(JSON.parse(imported), what).toMatchObject([
          { result: { data: { outcomes: "crc", refused: [{ index, status, issues }] } } },
        ]);
        const { missing } = await users.getMany({ ids: ["n1", "bad", "n2"] });
        expect(missing).toEqual(["bad"]);
        await users.removeMany({ ids: ["n1", "n2"] });
      }
    }
  });

  test("is TOO_LARGE beyond the limit, which counts the bytes of the stored text", async () => {
    const maxDataBytes = 1000;
    await using api = await openTestApi(backend, { maxDataBytes });
    // Each é is escaped in 6 characters and stored in 2 bytes.
    const ofBytes = (bytes: number) =>
      `{ "n" : 1.0,\n"t":"${String.raw`\u00e9`.repeat(400)}${"a".repeat(bytes - 400 * 2 - 16)}"}`;
    const send = async (path: string, input: string): Promise<ErrorResult> => {
      const call = { path, input };
      const text = await sendTrpc(api.api, [call], { actor, protocol: "single" });
      const result: ErrorResult = JSON.parse(text.slice(1, -1));
      return result;
    };
    const input = (id: string, bytes: number) => `{"id":"${id}","data":${ofBytes(bytes)}}`;
    expect(await send("users.add", input("a", maxDataBytes))).not.toHaveProperty("error");
    const details: Partial<ErrorDetails<"TOO_LARGE">> = { limitBytes: 1000, actualBytes: 1001 };
    const tooLarge = { error: { data: { code: "TOO_LARGE", details } } };
    expect(await send("users.add", input("b", 1001))).toMatchObject(tooLarge);
    expect(await send("users.update", input("a", 1001))).toMatchObject(tooLarge);
    expect(await send("users.patch", '{"id":"a","set":{"n":12.0}}')).toMatchObject(tooLarge);
    const users = `{"users":[{"id":"c"},${input("b", 1001)}]}`;
    expect(await send("users.addMany", users)).toMatchObject({
      result: { data: { results: [{ status: "created" }, { status: "invalid" }] } },
    });
    expect(await send("users.import", users)).toMatchObject({
      result: { data: { outcomes: "rr", refused: [{}, { index: 1, status: "invalid" }] } },
    });
  });

  test("counts as the rest of a request: a duplicate key of the input is INVALID", async () => {
    await using api = await openTestApi(backend);
    const [path, input] = ["users.add", '{"id":"a","data":{},"data":{"b":1}}'];
    for (const protocol of protocols) {
      const text = await sendTrpc(api.api, [{ path, input }], { actor, protocol });
      expect(text).toContain("duplicate key; keep only one");
    }
    expect((await api.server.users.list({})).users).toEqual([]);
  });

  test("an object that is not data may have any members, and is still INVALID", async () => {
    await using api = await openTestApi(backend);
    const user = '{"id":"a","toJSON":1,"big":9223372036854775807}';
    const call = { path: "users.addMany", input: `{"users":[${user}],"idempotencyKey":"k"}` };
    for (const protocol of protocols) {
      const [result] = JSON.parse(await sendTrpc(api.api, [call], { actor, protocol }));
      expect(result).toMatchObject({ result: { data: { results: [{ status: "invalid" }] } } });
    }
  });
});
