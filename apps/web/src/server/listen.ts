import { createServer, type RequestListener, type Server } from "node:http";

export interface Listening {
  readonly port: number;
  /** Takes no more connections, and resolves when the open requests are answered. */
  close(): Promise<void>;
}

/**
 * For people's browsers, some at a time: whoever sends nothing or too slowly holds no connection for long.
 * Times in milliseconds.
 */
const limits = {
  maxConnections: 1_000,
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 1_000,
};

const loopback = ["127.0.0.1", "::1"];

/** Listens on `host`, or on both loopback addresses, so that `localhost` works however it resolves. */
export async function listen(
  listener: RequestListener,
  { host, port }: { host: string | undefined; port: number },
  { maxConnections, ...timeouts } = limits,
): Promise<Listening> {
  const servers: Server[] = [];
  let chosen = port;
  for (const address of host === undefined ? loopback : [host]) {
    const server = createServer(timeouts, listener);
    server.maxConnections = maxConnections;
    try {
      chosen = await bind(server, address, chosen);
      servers.push(server);
    } catch (cause) {
      const isMissing = ["EADDRNOTAVAIL", "EAFNOSUPPORT"].includes(codeOf(cause));
      if (servers.length > 0 && isMissing) continue; // a machine without IPv6
      if (codeOf(cause) !== "EADDRINUSE") throw cause;
      const advice = "stop what uses it, or set WEB_PORT to another";
      throw new Error(`Port ${chosen} is in use; ${advice}`, { cause });
    }
  }
  return { port: chosen, close: async () => void (await Promise.all(servers.map(close))) };
}

function bind(server: Server, address: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, address, () => {
      server.off("error", reject);
      const bound = server.address();
      resolve(typeof bound === "object" && bound ? bound.port : port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

const codeOf = (error: unknown) =>
  error instanceof Error && "code" in error ? String(error.code) : "";
