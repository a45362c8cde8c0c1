import { errors } from "@roster/contract";
import { afterAll, expect, test } from "vitest";
import { openServer } from "../testing/server.js";

const server = await openServer();
afterAll(() => server[Symbol.asyncDispose]());

test("replaces the data", async () => {
  await server.client.users.add("ada", { name: "Ada", age: 36 });
  const args = ["users", "update", "ada", "--data", '{"name":"Ada L."}'];
  const { code, stdout, stderr } = await server.roster(...args);
  expect(stdout).toMatch(/^version: +2$/m);
  expect(stdout).toMatch(/^data\.name: +"Ada L\."\n$/m);
  expect(stdout).not.toContain("age");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "Updated ada.\n" });
});

test("prints the updated user as one JSON document with --json", async () => {
  await server.client.users.add("bob");
  const { stdout } = await server.roster("users", "update", "bob", "--data", '{"n":1}', "--json");
  expect(JSON.parse(stdout)).toMatchObject({ id: "bob", version: 2, data: { n: 1 } });
});

test("rejects a number that cannot be stored, with its path, and changes nothing", async () => {
  await server.client.users.add("exact", { n: 1 });
  const update = ["users", "update", "exact", "--data", '{"n":{"big":1e400}}'];
  const { code, stderr } = await server.roster(...update, "--json");
  expect(code).toBe(errors.INVALID.exitCode);
  expect(JSON.parse(stderr)).toMatchObject({
    error: { data: { code: "INVALID", details: { issues: [{ path: ["data", "n", "big"] }] } } },
  });
  expect(await server.client.users.get("exact")).toMatchObject({ version: 1, data: { n: 1 } });
});

test("stores and prints every token as given", async () => {
  await server.client.users.add("tokens");
  const data = '{"n":9223372036854775807,"one":1.0,"10":1,"2":2}';
  const update = ["users", "update", "tokens", "--data", data, "--json"];
  expect((await server.roster(...update)).stdout).toContain(`"data":${data}`);
  const patch = ["users", "patch", "tokens", "--set", '{"one":1.50,"big":-9223372036854775807}'];
  const patched = data.replace("1.0", "1.50").replace("}", ',"big":-9223372036854775807}');
  expect((await server.roster(...patch, "--json")).stdout).toContain(`"data":${patched}`);
  const where = ["--where", "data.n = 9223372036854775807"];
  for (const args of [
    ["users", "get", "tokens", "--json"],
    ["users", "list", ...where, "--json"],
    ["users", "list", ...where],
    ["users", "list", "--all", ...where, "--json"],
  ]) {
    expect((await server.roster(...args)).stdout).toContain(patched);
  }
  const none = ["users", "list", "--where", "data.n = 9223372036854775806"];
  expect((await server.roster(...none, "--json")).stdout).toContain('"users":[]');
});

test("reports an unknown user as NOT_FOUND", async () => {
  const { code } = await server.roster("users", "update", "nobody", "--data", "{}");
  expect(code).toBe(errors.NOT_FOUND.exitCode);
});

test("requires --data, so that no user is emptied by mistake", async () => {
  const { code, stderr } = await server.roster("users", "update", "ada");
  expect(stderr).toContain("--data");
  expect(stderr).toContain("See: roster users update --help");
  expect(code).toBe(errors.INVALID.exitCode);
});

test("--if-version updates only that version", async () => {
  await server.client.users.add("eve", { n: 1 });
  const update = ["users", "update", "eve", "--data", "{}", "--if-version"];
  expect((await server.roster(...update, "1")).code).toBe(0);
  const { code, stderr } = await server.roster(...update, "1", "--json");
  expect(code).toBe(errors.PRECONDITION_FAILED.exitCode);
  expect(JSON.parse(stderr)).toMatchObject({
    error: { data: { details: { id: "eve", currentVersion: 2 } } },
  });
  expect((await server.roster(...update, "two")).code).toBe(errors.INVALID.exitCode);
});
