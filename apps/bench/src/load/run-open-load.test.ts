import { once } from "node:events";
import { createServer } from "node:http";
import { expect, test } from "vitest";
import { runOpenLoad } from "./run-open-load.js";

const request = { method: "GET", path: "/", headers: {}, body: "", item: "", items: 0 } as const;

test("sends requests at the given rate, however late the responses are", async () => {
  const held: (() => void)[] = [];
  let opened = 0;
  let count = 0;
  const server = createServer((_, response) => {
    const isRejected = (count += 1) % 2 === 0;
    if (isRejected) response.statusCode = 503;
    held.push(() => response.end(isRejected ? '{"retryAfterSeconds":1}' : "here"));
    if (held.length === 50) for (const respond of held) respond();
  });
  server.on("connection", () => (opened += 1));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const job = { name: "j", port, connections: 60, warmUp: 0, duration: 495, rate: 100 };
  const result = await runOpenLoad({ ...job, request: { ...request, mustContain: "here" } });
  expect(result).toMatchObject({ responses: 25, rejected: 25, failures: 0 });
  expect(opened, "connections for 50 requests").toBe(60);
  server.close();
});
