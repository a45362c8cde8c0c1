import { once } from "node:events";
import { createServer } from "node:http";
import { expect, test } from "vitest";
import { run } from "../testing/run-cli.js";

test.each([
  ["the flag", ["--on-behalf-of", "Grace"], {}],
  ["the variable", [], { ROSTER_ON_BEHALF_OF: "Grace" }],
  ["the flag before the variable", ["--on-behalf-of", "Grace"], { ROSTER_ON_BEHALF_OF: "Joan" }],
])("calls name the person at the terminal, as given by %s", async (_, flags, variables) => {
  const actors: unknown[] = [];
  await using server = await openRecorder((actor) => actors.push(actor));
  const env = { ROSTER_API_KEY: "key", ROSTER_API_SECRET: "secret", ...variables };
  await run(["users", "get", "ada", "--url", server.url, ...flags], { env });
  expect(actors).toEqual(["Grace"]);
});

/** A server that knows no users, and reports the header of each request. */
async function openRecorder(onRequest: (actor: unknown) => void) {
  const error = { message: "No", code: -32004, data: { code: "NOT_FOUND", retryable: false } };
  const server = createServer((request, response) => {
    onRequest(request.headers["x-roster-actor"]);
    response.writeHead(404, { "content-type": "application/json" });
    response.end(JSON.stringify([{ error }]));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
