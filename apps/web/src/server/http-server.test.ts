import { once } from "node:events";
import { connect } from "node:net";
import { listen } from "@roster/http";
import { expect, test } from "vitest";
import { createDashboardServer } from "./http-server.js";

const impatient = {
  maxConnections: 1,
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
