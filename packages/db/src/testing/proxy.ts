import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** A TCP proxy before a database server, for tests that cut its connections. */
export interface TestProxy extends AsyncDisposable {
  /** The server's URL, by way of the proxy. */
  readonly url: string;
  /** From now on nothing reaches the server; resolves when something has been kept from it. */
  stall(): Promise<void>;
  /** Ends all connections, `quietly` or with a reset, and lets all through again. */
  disconnect(how: "quietly" | "by reset"): void;
  /** Ends all connections and refuses new ones. */
  close(): void;
}

export async function openTestProxy(serverUrl: string): Promise<TestProxy> {
  const { hostname, port } = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let onHeld: (() => void) | undefined;
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    client.on("data", (bytes) => (onHeld ? onHeld() : upstream.write(bytes)));
    upstream.on("data", (bytes) => client.write(bytes));
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => {}); // a cut is no error here
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no TCP port");
  const url = new URL(serverUrl);
  url.host = `127.0.0.1:${address.port}`;

  const cut: TestProxy["disconnect"] = (how) => {
    for (const socket of sockets) {
      if (how === "quietly") socket.destroy();
      else socket.resetAndDestroy();
    }
    onHeld = undefined;
  };
  const close = () => {
    server.close();
    cut("quietly");
  };
  return {
    url: url.href,
    stall: () => new Promise((resolve) => (onHeld = resolve)),
    disconnect: cut,
    close,
    [Symbol.asyncDispose]: async () => close(),
  };
}
