import { createServer, type RequestListener, type Server } from "node:http";

/**
 * Limits for a few people's browsers, in milliseconds. A client that sends nothing, or too slowly, is disconnected.
 */
const defaultLimits = {
  maxConnections: 1_000,
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 1_000,
};

export function createDashboardServer(
  listener: RequestListener,
  { maxConnections, ...timeouts } = defaultLimits,
): Server {
  const server = createServer(timeouts, listener);
  server.maxConnections = maxConnections;
  return server;
}
