import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { errors } from "@roster/contract";
import { expect, test } from "vitest";
import { z } from "zod";
import { run } from "../testing/run-cli.js";

const Call = z.object({ users: z.array(z.object({ id: z.string() })) });

/** Accepts the first batch and fails all others, as a Roster server does only when it breaks down. */
async function openFailingServer() {
  let calls = 0;
  const handleCall = async (request: IncomingMessage, response: ServerResponse) => {
    calls += 1;
    const isFirst = calls === 1;
    const { users } = Call.parse(await json(request));
    const outcomes = users.map(() => "e").join("");
    const data = { code: "INTERNAL", httpStatus: 500, retryable: false, requestId: "r" };
    const body = isFirst
      ? { result: { data: { outcomes, refused: [] } } }
      : { error: { message: "Broken", code: -32_000, data } };
    response.writeHead(isFirst ? 200 : 500, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  };
  const server = createServer((...exchange) => void handleCall(...exchange));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : "";
  return {
    env: {
      ROSTER_URL: `http://127.0.0.1:${port}`,
      ROSTER_API_KEY: "key",
      ROSTER_API_SECRET: "secret",
    },
    calls: () => calls,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

test("an import ends when the server fails, and reports what was done", async () => {
  await using server = await openFailingServer();
  const lines = Array.from({ length: 50_000 }, (_, at) => `{"id":"u${at}"}\n`).join("");
  const { code, stdout, stderr } = await run(["users", "import", "-", "--json"], {
    env: server.env,
    input: lines,
  });
  expect(code).toBe(errors.INTERNAL.exitCode);
  expect(JSON.parse(stdout)).toMatchObject({ created: 0, existing: 5000, invalid: 0 });
  expect(JSON.parse(stderr)).toMatchObject({ error: { message: "Broken" } });
  // Of 10 batches, only those in flight were sent.
  expect(server.calls()).toBeLessThan(7);
});
