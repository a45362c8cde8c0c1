import { errors, User } from "@roster/contract";
import { afterAll, expect, test } from "vitest";
import { parseOutput } from "../testing/parse-output.js";
import { openServer } from "../testing/server.js";

const server = await openServer();
afterAll(() => server[Symbol.asyncDispose]());

test("shows a user", async () => {
  await server.client.users.add("ada", { name: "Ada" });
  const { code, stdout, stderr } = await server.roster("users", "get", "ada");
  expect(stdout).toMatch(
    /^id: +ada\nversion: +1\ncreated: .*Z\nupdated: .*Z\nstatus: +active\ndata\.name: +"Ada"\n$/,
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

test("prints one JSON document with --json", async () => {
  await server.client.users.add("bob", { name: "Bob" });
  const { stdout } = await server.roster("users", "get", "bob", "--json");
  expect(User.parse(parseOutput(stdout))).toMatchObject({
    id: "bob",
    data: { value: { name: "Bob" } },
  });
});

test("reports an unknown user as NOT_FOUND, in the wire format with --json", async () => {
  const { code, stdout, stderr } = await server.roster("users", "get", "nobody", "--json");
  expect({ code, stdout }).toEqual({ code: errors.NOT_FOUND.exitCode, stdout: "" });
  expect(JSON.parse(stderr)).toEqual({
    error: {
      message: "There is no user nobody",
      data: {
        code: "NOT_FOUND",
        httpStatus: 404,
        retryable: false,
        requestId: expect.stringMatching(/./),
        path: "users.get",
        details: { id: "nobody" },
      },
    },
  });
});

test("accepts an id that begins with a dash after --", async () => {
  await server.client.users.add("-dash");
  const { code, stdout } = await server.roster("users", "get", "--json", "--", "-dash");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ id: "-dash" });
});
