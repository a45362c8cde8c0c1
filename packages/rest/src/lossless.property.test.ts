import { backends } from "@roster/api/testing";
import { sentObject } from "@roster/contract/testing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openTestRest, type TestRest } from "./testing.js";

/** The text of a response, without what differs each time. */
async function textOf(rest: TestRest, line: string, body?: string) {
  const { status, text } = await rest.send(line, body);
  expect(status).toBeLessThan(300);
  return text
    .replaceAll(/"(created_at|updated_at)":"[^"]*Z"/g, '"$1":"T"')
    .replace(/,"duration":"[^"]*"\}$/, "}");
}

const fields = (id: string, data: string) =>
  `"id":"${id}","data":${data},"created_at":"T","updated_at":"T"`;

const user = (id: string, data: string) => `{${fields(id, data)}}`;

describe.each(backends)("any data on %s", (backend) => {
  test("has the same tokens in the response to every REST call", async () => {
    await using rest = await openTestRest(backend, { maxDataBytes: 2 ** 22 });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(sentObject(), sentObject(), async (one, two) => {
        run += 1;
        const [a, b] = [`a${run}`, `b${run}`];
        const send = (line: string, body?: string) => textOf(rest, line, body);
        const added = await send("POST /user/", `{"id":"${a}", "data" : ${one.sent} }`);
        expect(added).toBe(user(a, one.stored));
        expect(await send(`GET /user/${a}/`)).toBe(added);
        expect(await send("POST /user/?get_or_create=1", `{"id":"${a}","data":{}}`)).toBe(added);
        const updated = await send(`PUT /user/${a}/`, `{"data":${two.sent}}`);
        expect(updated).toBe(user(a, two.stored));
        const batch = [
          `{"id":"${b}","data":${two.sent}}`,
          `{"data":${two.sent},"id":"${a}"}`,
          `{"id":"${b}","data":${one.sent}}`,
        ].join(" ,");
        const inBatch = `${user(b, one.stored)},${user(a, two.stored)}`;
        const overridden = await send("POST /users/", `{"users":[${batch}],"override":true}`);
        expect(overridden).toBe(`{"created_users":[${inBatch}]}`);
        const found = await send("POST /users/", `{"users":[{"id":"${b}"},{"id":"${a}"}]}`);
        expect(found).toBe(`{"created_users":[${inBatch}]}`);
        expect(await send(`GET /users/?ids=${b},${a}`)).toBe(`{"users":[${inBatch}]}`);
      }),
      { numRuns: 40 },
    );
  });

  test.each([
    ["a duplicate key", '{"a":1,"b":{"x":1, "x":1}}', "b.x"],
    ["U+0000", String.raw`{"a":[1,"\u0000"]}`, "a[1]"],
    ["a lone surrogate", String.raw`{"a":{"b":"\ud83d"}}`, "a.b"],
    ["65 levels", `{"d":${"[".repeat(64)}${"]".repeat(64)}}`, `d${"[0]".repeat(63)}`],
    ["an infinite number", '{"a":[0,1e400]}', "a[1]"],
    ["a number that underflows", '{"a":-1e-400}', "a"],
    ["a number of 65 digits", `{"a":${"1".repeat(65)}}`, "a"],
  ])("with %s is rejected with its path, and nothing is stored", async (_, data, path) => {
    await using rest = await openTestRest(backend);
    await rest.send("POST /user/", '{"id":"old","data":{"kept":1.0}}');
    const rejected = [
      ["POST /user/", `{"id":"new","data":${data}}`, "data."],
      ["PUT /user/old/", `{"data":${data}}`, "data."],
      ["POST /users/", `{"users":[{"id":"n1"},{"id":"new","data":${data}}]}`, "users[1].data."],
      ["POST /users/", `{"users":[{"id":"old","data":${data}}],"override":true}`, "users[0].data."],
    ] as const;
    for (const [line, body, prefix] of rejected) {
      const { status, text } = await rest.send(line, body);
      expect(status).toBe(400);
      expect(text).toContain(`${prefix}${path}: `);
    }
    const { text } = await rest.send("GET /users/?ids=old,new,n1");
    expect(text).toContain('"users":[{"id":"old","data":{"kept":1.0},');
    expect((await rest.server.users.list({})).users).toHaveLength(1);
  });
});
