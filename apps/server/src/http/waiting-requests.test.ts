import { openRawDatabase } from "@roster/db/testing";
import { expect, test } from "vitest";
import { openTestHttpServer } from "../testing/http-server.js";

const CONNECTIONS = 1_050;

test("serves one request of each connection, however many wait for a commit", async () => {
  await using server = await openTestHttpServer({
    backend: "postgresql",
    limits: { maxWait: 60_000 }, // however busy this machine is
  });
  await using database = await openRawDatabase(`${server.databaseUrl}?connection_limit=1`);
  const connections = await Promise.all(
    Array.from({ length: CONNECTIONS }, () => server.connect()),
  );
  await database.execute("BEGIN");
  await database.execute("LOCK TABLE users IN EXCLUSIVE MODE");
  let rejected = 0;
  const responses = connections.map(async (connection, at) => {
    const body = `{"id":"user-${at}"}`;
    const lines = [
      "POST /trpc/users.add HTTP/1.1",
      ...server.lines,
      "Content-Type: application/json",
    ];
    const head = [...lines, `Content-Length: ${body.length}`, "", body].join("\r\n");
    const { status } = await connection.send(head);
    if (status === 503) rejected += 1;
    return status;
  });
  const { limiter } = server.admission;
  while (limiter.activeRequests + rejected < CONNECTIONS) await new Promise(setImmediate);
  await database.execute("COMMIT");
  const statuses = new Set(await Promise.all(responses));
  for (const connection of connections) connection[Symbol.dispose]();
  expect(statuses).toEqual(new Set([200]));
});
