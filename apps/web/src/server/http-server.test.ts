import { once } from "node:events";
import { connect } from "node:net";
import { listen } from "@roster/http";
import { expect, test } from "vitest";
import { createDashboardServer } from "./http-server.js";

const impatient = {
  maxConnections: 1,
  maxHeaderSize: 16_384,
  headersTimeout: 50,
  requestTimeout: 50,
  connectionsCheckingInterval: 10,
};

test("closes a connection whose request does not arrive in time, making room for others", async () => {
  const create = () => createDashboardServer((_, response) => response.end("here"), impatient);
  const listening = await listen(create, { host: "127.0.0.1", port: 0 });
  const slow = connect(listening.port, "127.0.0.1").resume();
  slow.write("GET / HTTP/1.1\r\nHost:");
  await once(slow, "connect");
  const cut = connect(listening.port, "127.0.0.1").resume();
  await once(cut, "close"); // only one connection is allowed
  await once(slow, "close");
  const response = await fetch(`http://127.0.0.1:${listening.port}`);
  expect(await response.text()).toBe("here");
  await listening.close(10_000);
});

test("rejects a head of more than 16 KiB", async () => {
  const create = () => createDashboardServer((_, response) => response.end("here"));
  const listening = await listen(create, { host: "127.0.0.1", port: 0 });
  const ask = async (bytes: number) =>
    (await fetch(`http://127.0.0.1:${listening.port}/?${"a".repeat(bytes)}`)).status;
  expect(await ask(16_000)).toBe(200);
  expect(await ask(16_384)).toBe(431);
  await listening.close(10_000);
});
