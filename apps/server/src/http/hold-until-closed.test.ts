import { once } from "node:events";
import { createServer, request } from "node:http";
import { expect, test } from "vitest";
import { holdUntilClosed } from "./hold-until-closed.js";

test("bytes are held until the client has the response, or is gone, and not after that", async () => {
  let held = 0;
  const memory = {
    hold: (bytes: number) => void (held += bytes),
    release: (bytes: number) => void (held -= bytes),
  };
  const server = createServer((incoming, response) => {
    const hold = holdUntilClosed(memory, response);
    hold(100);
    hold(50);
    expect(held).toBe(150);
    if (incoming.url === "/read") response.end("x".repeat(150));
    else incoming.socket.destroy();
    response.once("close", () => {
      hold(1000);
      server.emit("settled", held);
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  for (const path of ["/read", "/gone"]) {
    const settled = once(server, "settled");
    request({ port, host: "127.0.0.1", path, agent: false }, (response) => response.resume())
      .on("error", () => {}) // the server ends the connection
      .end();
    expect(await settled).toEqual([0]);
  }
  server.close();
});
