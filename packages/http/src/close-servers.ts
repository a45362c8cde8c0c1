import type { Server } from "node:http";
import type { Socket } from "node:net";

/** How often a closing server closes connections that have become idle, in milliseconds. */
const IDLE_INTERVAL_MS = 50;

/** How long an unused connection may still deliver its first request, in milliseconds. */
const FIRST_REQUEST_MS = 500;

/** A server with its open connections, which Node counts but does not expose. */
export interface TrackedServer {
  readonly server: Server;
  readonly sockets: ReadonlySet<Socket>;
}

export function trackConnections(server: Server): TrackedServer {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  return { server, sockets };
}

/**
 * Stops accepting connections and resolves with 0 once every open request has its response. After `limitMs` it
 * closes the remaining connections and resolves with their number.
 */
export async function closeServers(
  servers: readonly TrackedServer[],
  limitMs: number,
): Promise<number> {
  let cut = 0;
  const closed = Promise.all(servers.map(close));
  const timers = [
    setInterval(
      () => servers.forEach(({ server }) => server.closeIdleConnections()),
      IDLE_INTERVAL_MS,
    ),
    setTimeout(() => servers.forEach(destroyUnused), FIRST_REQUEST_MS),
    setTimeout(() => {
      for (const { server, sockets } of servers) {
        cut += sockets.size;
        server.closeAllConnections();
      }
    }, limitMs),
  ];
  await closed;
  for (const timer of timers) clearTimeout(timer);
  return cut;
}

function close({ server }: TrackedServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

/** Node considers a connection busy until its first request arrives; browsers open some in advance. */
function destroyUnused({ sockets }: TrackedServer): void {
  for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
}
