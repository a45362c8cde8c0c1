import { errors } from "@roster/contract";
import { afterAll, expect, test } from "vitest";
import { openServer } from "../testing/server.js";

const server = await openServer();
afterAll(() => server[Symbol.asyncDispose]());

test("adds, lists and removes an index", async () => {
  const added = await server.roster("index", "add", "data.email", "--unique");
  expect(added).toMatchObject({ code: 0, stdout: "Added a unique index on data.email.\n" });
  const { stdout } = await server.roster("index", "list");
  expect(stdout).toMatch(/^PATH +UNIQUE +STATE +CREATED\ndata\.email +yes +ready +20/);
  expect((await server.roster("index", "remove", "data.email")).code).toBe(0);
  const { indexes } = JSON.parse((await server.roster("index", "list", "--json")).stdout);
  expect(indexes).toEqual([]);
});

test("a duplicate value is a CONFLICT that names the path, without a hint about ids", async () => {
  await server.client.users.add("a", { login: "x" });
  expect((await server.roster("index", "add", "data.login", "--unique")).code).toBe(0);
  const { code, stderr } = await server.roster("users", "add", "b", "--data", '{"login":"x"}');
  expect(code).toBe(errors.CONFLICT.exitCode);
  expect(stderr).toContain("data.login");
  expect(stderr).not.toContain("--get-or-create");
});

test("rejects a unique index that stored users violate, naming them, and an invalid path", async () => {
  for (const id of ["c", "d"]) await server.client.users.add(id, { city: "Rome" });
  const { code, stderr } = await server.roster("index", "add", "data.city", "--unique");
  expect(code).toBe(errors.CONFLICT.exitCode);
  expect(stderr).toContain(
    "2 users share their value at data.city with another user, such as c, d",
  );
  expect((await server.roster("index", "add", "city")).code).toBe(errors.INVALID.exitCode);
});
