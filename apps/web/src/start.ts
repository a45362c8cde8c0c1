import type { IncomingMessage, ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { SCAN_THREADS } from "@roster/db";
import { disconnectSignal, listen, setClientAddress } from "@roster/http";
import { readSettings, setDriverThreads, setNextEnvironment } from "./env.js";
import { createDashboardServers, dashboardLimits } from "./server/http-server.js";
import { openHost } from "./server/open-host.js";

// Only the owner can read what this process creates.
process.umask(0o077);

const isDev = process.argv.includes("--dev");

try {
  const settings = readSettings();
  setDriverThreads(SCAN_THREADS);
  const hostname = settings.host ?? "localhost";
  const getOrigin = () => `http://${hostname}:${listening.port}`;
  const opened = openHost(settings, { isDev, getOrigin });
  const { host, withSignal, startDraining, isDraining, close } = opened;
  globalThis.rosterHost = host;

  // Listen first, because Next must know its port; early requests wait for Next.
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    setClientAddress(request, settings.trustedProxies);
    if (isDraining()) response.setHeader("connection", "close");
    void nextHandler.then((handle) =>
      withSignal(disconnectSignal(response), () => handle(request, response)),
    );
  };
  // All connections through proxies have the proxy's address.
  const isProxied = settings.trustedProxies > 0;
  const limits = isProxied
    ? { ...dashboardLimits, maxConnectionsPerAddress: Infinity }
    : dashboardLimits;
  const listening = await listen(createDashboardServers(listener, limits), {
    host: settings.host,
    port: settings.port,
    variables: { host: "HOST", port: "WEB_PORT" },
  });
  const nextHandler = startNext({ hostname, port: listening.port });
  await nextHandler;

  const url = getOrigin();
  if (process.send) process.send({ url });
  else console.log(`The dashboard is at ${url}`);

  const stop = () => {
    startDraining();
    void listening
      .close(settings.stopLimit)
      .then(close)
      .finally(() => process.exit(0));
  };
  process.once("SIGTERM", stop).once("SIGINT", stop);
} catch (error) {
  console.error(
    `The dashboard could not start. ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exit(1);
}

async function startNext({ hostname, port }: { hostname: string; port: number }) {
  setNextEnvironment({ isDev });
  const { default: next } = await import("next");
  const dir = fileURLToPath(new URL("..", import.meta.url));
  const app = next({ dev: isDev, dir, hostname, port });
  await app.prepare();
  const handle = app.getRequestHandler();
  return (request: IncomingMessage, response: ServerResponse) => void handle(request, response);
}
