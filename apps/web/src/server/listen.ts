import { createServer, type RequestListener, type Server } from "node:http";

export interface Listening {
  readonly port: number;
  /** Takes no more connections; resolves when the open requests are answered, or cut after so many ms. */
  close(limit: number): Promise<void>;
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

/** How often a server that is closing lets go of connections that have become idle, in milliseconds. */
const IDLE_INTERVAL = 50;

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
  return { port: chosen, close: (limit) => closeAll(servers, limit) };
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

async function closeAll(servers: readonly Server[], limit: number): Promise<void> {
  const closed = servers.map((server) => new Promise((resolve) => server.close(resolve)));
  const letGo = () => servers.forEach((server) => server.closeIdleConnections());
  const cut = () => servers.forEach((server) => server.closeAllConnections());
  const timers = [setInterval(letGo, IDLE_INTERVAL), setTimeout(cut, limit)];
  letGo();
  await Promise.all(closed);
  for (const timer of timers) clearTimeout(timer);
}

const codeOf = (error: unknown) =>
  error instanceof Error && "code" in error ? String(error.code) : "";
