import { createServer, type RequestListener, type Server } from "node:http";

/**
 * Limits for a few people's browsers, in bytes and milliseconds. A client that sends nothing, or too slowly, is
 * disconnected.
 */
const defaultLimits = {
  maxConnections: 1_000,
  maxHeaderSize: 16_384,
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 1_000,
};

export function createDashboardServer(
  listener: RequestListener,
  { maxConnections, ...options } = defaultLimits,
): Server {
  const server = createServer(options, listener);
  server.maxConnections = maxConnections;
  return server;
}
