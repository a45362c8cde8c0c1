import { errors } from "@roster/contract";
import { afterAll, expect, test } from "vitest";
import { openServer } from "../testing/server.js";

const server = await openServer();
afterAll(() => server[Symbol.asyncDispose]());

test("changes what is set and unset, and keeps the rest", async () => {
  await server.client.users.add("ada", {
    name: "Ada",
    address: { city: "Rome", zip: "1" },
    age: 36,
  });
  const patch = ["--set", '{"address.city":"London"}', "--unset", "age", "--unset", "address.zip"];
  const { code, stdout, stderr } = await server.roster("users", "patch", "ada", ...patch, "--json");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(JSON.parse(stdout)).toMatchObject({ id: "ada", version: 2 });
  const { data } = await server.client.users.get("ada");
  expect(data).toEqual({ name: "Ada", address: { city: "London" } });
});

test("rejects a value that cannot be stored, with its path in --set", async () => {
  const patch = ["users", "patch", "ada", "--set", '{"n":1e400}', "--json"];
  const { code, stderr } = await server.roster(...patch);
  expect(code).toBe(errors.INVALID.exitCode);
  expect(JSON.parse(stderr)).toMatchObject({
    error: { data: { details: { issues: [{ path: ["set", "n"] }] } } },
  });
});

test("rejects an empty patch as INVALID and another version as PRECONDITION_FAILED", async () => {
  await server.client.users.add("bob");
  expect((await server.roster("users", "patch", "bob")).code).toBe(errors.INVALID.exitCode);
  const stale = ["users", "patch", "bob", "--unset", "a", "--if-version", "2"];
  expect((await server.roster(...stale)).code).toBe(errors.PRECONDITION_FAILED.exitCode);
});
