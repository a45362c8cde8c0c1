import type { Server } from "node:http";
import type { Socket } from "node:net";

/** How often a server that is closing lets go of connections that have become idle, in milliseconds. */
const IDLE_INTERVAL_MS = 50;

/** How long a connection may still bring its first request, which may be on its way, in milliseconds. */
const FIRST_REQUEST_MS = 500;

/** A server whose connections are known, which Node counts but does not tell. */
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
 * Takes no more connections, and resolves when what was begun on the open ones is answered, with 0. After
 * so many milliseconds it cuts those that are left, and resolves with how many they were.
 */
export async function closeServers(
  servers: readonly TrackedServer[],
  limit: number,
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
    }, limit),
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

/** Node takes a connection for busy until its first request has come: a browser opens some in advance. */
function destroyUnused({ sockets }: TrackedServer): void {
  for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
}
