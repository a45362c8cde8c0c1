import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { listen } from "./listen.js";

const impatient = {
  maxConnections: 1,
  headersTimeout: 50,
  requestTimeout: 50,
  connectionsCheckingInterval: 10,
};

test("whoever does not send a whole request in time is let go, and makes room for others", async () => {
  const anywhere = { host: "127.0.0.1", port: 0 };
  const listening = await listen((_, response) => response.end("here"), anywhere, impatient);
  const slow = connect(listening.port, "127.0.0.1").resume();
  slow.write("GET / HTTP/1.1\r\nHost:");
  await once(slow, "connect");
  const cut = connect(listening.port, "127.0.0.1").resume();
  await once(cut, "close"); // one connection is all that there may be
  await once(slow, "close");
  const answer = await fetch(`http://127.0.0.1:${listening.port}`);
  expect(await answer.text()).toBe("here");
  await listening.close(10_000);
});
