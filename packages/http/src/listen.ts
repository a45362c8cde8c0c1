import type { Server } from "node:http";
import { AppError } from "@roster/contract";
import { closeServers, trackConnections, type TrackedServer } from "./close-servers.js";

export interface Listening {
  readonly port: number;
  /**
   * Stops accepting connections and resolves with 0 once every open request has its response. After `limitMs`
   * it closes the remaining connections and resolves with their number.
   */
  close(limitMs: number): Promise<number>;
}

export interface ListenAddress {
  /** Undefined: both loopback addresses, so that `localhost` works however it resolves. */
  readonly host: string | undefined;
  /** 0: any free port. */
  readonly port: number;
  /** The environment variables that set them, for error messages. Default: `HOST` and `PORT`. */
  readonly variables?: { readonly host: string; readonly port: string };
}

const loopback = ["127.0.0.1", "::1"];
const defaultVariables = { host: "HOST", port: "PORT" };

/** @throws AppError UNAVAILABLE if the address is in use or does not belong to this machine. */
export async function listen(
  createServer: () => Server,
  { host, port, variables = defaultVariables }: ListenAddress,
): Promise<Listening> {
  const servers: TrackedServer[] = [];
  let boundPort = port;
  for (const address of host === undefined ? loopback : [host]) {
    const server = trackConnections(createServer());
    try {
      boundPort = await bind(server, address, boundPort);
      servers.push(server);
    } catch (cause) {
      const isMissing = servers.length > 0 && isAddressMissing(cause);
      if (isMissing) continue; // a machine without IPv6
      await closeServers(servers, 0);
      throw toListenError(cause, { host: address, port: boundPort, variables });
    }
  }
  return { port: boundPort, close: (limitMs) => closeServers(servers, limitMs) };
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
  { host, port, variables }: Required<ListenAddress>,
): AppError {
  const reasons: Record<string, string> = {
    EADDRINUSE: `Port ${port} is in use. Stop the process that uses it, or set ${variables.port} to another port`,
    EACCES: `This account may not use port ${port}. Set ${variables.port} to a port above 1023`,
    EADDRNOTAVAIL: `This machine has no address ${host}. Set ${variables.host} to one of its addresses`,
    ENOTFOUND: `Unknown host name ${host}. Set ${variables.host} to an address of this machine`,
  };
  const reason = reasons[codeOf(cause)] ?? `Cannot listen on ${host}:${port}: ${String(cause)}`;
  return new AppError("UNAVAILABLE", reason, { cause });
}
