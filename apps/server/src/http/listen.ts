import type { Server } from "node:http";
import { AppError } from "@roster/contract";
import { closeServers, trackConnections, type TrackedServer } from "./close-server.js";

export interface Listening {
  readonly port: number;
  /**
   * Takes no more connections, and resolves when the open requests are answered, with 0. After so many
   * milliseconds it cuts the connections of those that are not, and resolves with how many they were.
   */
  close(limit: number): Promise<number>;
}

const loopback = ["127.0.0.1", "::1"];

/**
 * Listens on `host`, or on both loopback addresses where it is absent, so that `localhost` works
 * whichever way it resolves.
 *
 * @throws AppError UNAVAILABLE for an address that is in use or cannot be had.
 */
export async function listen(
  createServer: () => Server,
  { host, port }: { host: string | undefined; port: number },
  /** What the settings' names begin with, HOST and PORT. */
  prefix = "",
): Promise<Listening> {
  const servers: TrackedServer[] = [];
  let chosen = port;
  for (const address of host === undefined ? loopback : [host]) {
    const server = trackConnections(createServer());
    try {
      chosen = await bind(server, address, chosen);
      servers.push(server);
    } catch (cause) {
      const isMissing = servers.length > 0 && isAddressMissing(cause);
      if (isMissing) continue; // a machine without IPv6
      await closeServers(servers, 0);
      throw toListenError(cause, { address, port: chosen, prefix });
    }
  }
  return { port: chosen, close: (limit) => closeServers(servers, limit) };
}

function bind({ server }: TrackedServer, address: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, address, () => {
      server.off("error", reject);
      const bound = server.address();
      resolve(typeof bound === "object" && bound ? bound.port : port);
    });
  });
}

const codeOf = (error: unknown) =>
  error instanceof Error && "code" in error ? String(error.code) : "";

const isAddressMissing = (error: unknown) =>
  codeOf(error) === "EADDRNOTAVAIL" || codeOf(error) === "EAFNOSUPPORT";

function toListenError(
  cause: unknown,
  { address, port, prefix }: { address: string; port: number; prefix: string },
): AppError {
  const reasons: Record<string, string> = {
    EADDRINUSE: `Port ${port} is in use; stop what uses it, or set ${prefix}PORT to another`,
    EACCES: `Port ${port} may not be used by this account; set ${prefix}PORT to one above 1023`,
    EADDRNOTAVAIL: `This machine has no address ${address}; set ${prefix}HOST to one that it has`,
    ENOTFOUND: `The name ${address} is not known; set ${prefix}HOST to an address of this machine`,
  };
  const reason = reasons[codeOf(cause)] ?? `Cannot listen on ${address}:${port}: ${String(cause)}`;
  return new AppError("UNAVAILABLE", reason, { cause });
}
