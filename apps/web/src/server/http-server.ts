import { createServer, type RequestListener, type Server } from "node:http";

/**
 * For a few people's browsers: no client that sends nothing, or too slowly, holds a connection for long.
 * Times in milliseconds.
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
