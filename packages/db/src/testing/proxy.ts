import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** A TCP proxy in front of a database server, for tests that cut its connections. */
export interface TestProxy extends AsyncDisposable {
  /** The server's URL through the proxy. */
  readonly url: string;
  /** Drops everything sent to the server; resolves when something has been dropped. */
  stall(): Promise<void>;
  /** Ends all connections, with a FIN or a reset, and forwards again. */
  disconnect(how: "fin" | "reset"): void;
  /** Ends all connections and rejects new ones. */
  close(): void;
}

export async function openTestProxy(serverUrl: string): Promise<TestProxy> {
  const { hostname, port } = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let onDropped: (() => void) | undefined;
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    client.on("data", (bytes) => (onDropped ? onDropped() : upstream.write(bytes)));
    upstream.on("data", (bytes) => client.write(bytes));
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => {}); // a reset is expected here
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no TCP port");
  const url = new URL(serverUrl);
  url.host = `127.0.0.1:${address.port}`;

  const cut: TestProxy["disconnect"] = (how) => {
    for (const socket of sockets) {
      if (how === "fin") socket.destroy();
      else socket.resetAndDestroy();
    }
    onDropped = undefined;
  };
  const close = () => {
    server.close();
    cut("fin");
  };
  return {
    url: url.href,
    stall: () => new Promise((resolve) => (onDropped = resolve)),
    disconnect: cut,
    close,
    [Symbol.asyncDispose]: async () => close(),
  };
}
