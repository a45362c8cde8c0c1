import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { type ErrorCode, errors } from "@roster/contract";
import { describe, expect, test } from "vitest";
import { resultOf, run, start } from "./testing/run-cli.js";

/** Serves responses that a Roster server cannot be made to send. */
async function serve(listener: RequestListener) {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  return {
    env: { ROSTER_URL: url, ROSTER_API_KEY: "key", ROSTER_API_SECRET: "secret" },
    url,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const codes = Object.keys(errors).filter((key): key is ErrorCode => key in errors);

describe("a server response", () => {
  test.each(codes)("of %s ends with the exit code of the error table", async (code) => {
    const { httpStatus, retryable, exitCode } = errors[code];
    const data = { code, httpStatus, retryable, requestId: "request-1", path: "users.get" };
    const body = JSON.stringify([{ error: { message: "Original message", code: -32_000, data } }]);
    await using server = await serve((_, response) => {
      response.writeHead(httpStatus, { "content-type": "application/json" }).end(body);
    });
    const outcome = await run(["users", "get", "ada", "--json"], server);
    expect({ code: outcome.code, stdout: outcome.stdout }).toEqual({ code: exitCode, stdout: "" });
    expect(JSON.parse(outcome.stderr)).toEqual({ error: { message: "Original message", data } });
  });

  test("of INTERNAL is shown with its request id", async () => {
    const data = { code: "INTERNAL", httpStatus: 500, retryable: false, requestId: "request-1" };
    const body = JSON.stringify([{ error: { message: "Original message", code: -32_603, data } }]);
    await using server = await serve((_, response) => {
      response.writeHead(500, { "content-type": "application/json" }).end(body);
    });
    const { stderr } = await run(["users", "get", "ada"], server);
    expect(stderr).toBe("Error: Original message (INTERNAL)\nRequest id: request-1\n");
  });

  test("that is not from Roster is UNAVAILABLE, with the reason", async () => {
    await using server = await serve((_, response) => {
      response.writeHead(200, { "content-type": "text/html" }).end("<h1>Hello</h1>");
    });
    const { code, stderr } = await run(["users", "get", "ada"], server);
    expect(code).toBe(errors.UNAVAILABLE.exitCode);
    expect(stderr).toContain("responded with status 200 and text/html; is it the Roster API?");
  });
});

test("an unreachable server is UNAVAILABLE, with its URL and a hint", async () => {
  const server = await serve(() => {});
  await server[Symbol.asyncDispose]();
  const { code, stderr } = await run(["users", "list"], server);
  expect(code).toBe(errors.UNAVAILABLE.exitCode);
  const [error, hint, ...rest] = stderr.trimEnd().split("\n");
  expect(error).toMatch(`${server.url}/trpc cannot be reached: connect ECONNREFUSED`);
  expect(hint).toMatch(/^Is the server running\?/);
  expect(rest).toEqual([]);
});

test("Ctrl-C ends a waiting call by the signal, so that a shell reports 130", async () => {
  await using server = await serve(() => child.kill("SIGINT"));
  const child = start(["users", "list"], server);
  expect(await resultOf(child)).toEqual({ code: null, signal: "SIGINT", stdout: "", stderr: "" });
});

describe("an invalid command line", () => {
  test.each([
    [
      "a group with a typo",
      ["usrs", "list"],
      "unknown command 'usrs' (Did you mean users?)",
      "roster",
    ],
    [
      "a command with a typo",
      ["users", "lst"],
      "unknown command 'lst' (Did you mean list?)",
      "roster users",
    ],
    [
      "a flag with a typo",
      ["users", "list", "--al"],
      "unknown option '--al' (Did you mean --all?)",
      "roster users list",
    ],
    [
      "a global flag with a typo",
      ["users", "list", "--jsn"],
      "unknown option '--jsn' (Did you mean --json?)",
      "roster users list",
    ],
    ["a missing id", ["users", "get"], "missing required argument 'id'", "roster users get"],
    [
      "too many arguments",
      ["users", "get", "a", "b"],
      "too many arguments for 'get'",
      "roster users get",
    ],
  ])(
    "is reported with a suggestion and the help to read: %s",
    async (_, args, message, command) => {
      const { code, stdout, stderr } = await run(args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toContain(`Error: ${message}`);
      expect(stderr).toContain(`\nSee: ${command} --help\n`);
    },
  );

  test("is INVALID in the wire format with --json", async () => {
    const { code, stderr } = await run(["users", "get", "--json"]);
    expect(code).toBe(2);
    expect(JSON.parse(stderr)).toEqual({
      error: {
        message: "missing required argument 'id'\nSee: roster users get --help",
        data: { code: "INVALID", httpStatus: 400, retryable: false },
      },
    });
  });
});
